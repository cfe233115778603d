namespace SunoPS.Page.Tests;

/// <summary>Takes the place of the browser tests where there is no browser.</summary>
public sealed class NoBrowserTests
{
    [Fact(Skip = "No browser: install Chromium as /usr/bin/chromium, or set SUNOPS_TEST_BROWSER to a Chromium browser, "
        + "and build again.")]
    public void The_page_works_in_a_browser()
    {
    }
}
