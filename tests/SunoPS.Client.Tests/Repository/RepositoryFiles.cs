namespace SunoPS.Client.Tests.Repository;

/// <summary>The files of the repository.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = Path.GetFullPath(ClientBuild.Property("RepositoryRoot"));

    /// <summary>
    /// Compares a part of a page with the expected text; with <c>SUNOPS_WRITE_DOCS=1</c>, writes it first. The part is
    /// between <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- end --&gt;</c>.
    /// </summary>
    public static async Task AssertPartAsync(string page, string name, string expected)
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        string path = Path.Combine(Root, page);
        string text = (await File.ReadAllTextAsync(path, cancel)).ReplaceLineEndings("\n");
        string mark = $"<!-- {name} -->\n";
        int start = text.IndexOf(mark, StringComparison.Ordinal) + mark.Length;
        int end = text.IndexOf("<!-- end -->", start, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("SUNOPS_WRITE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(path, text[..start] + expected + text[end..], cancel);
            return;
        }

        Assert.Equal(expected, text[start..end]);
    }
}
