namespace SunoPS.Client.Tests.Repository;

/// <summary>The client says what happened; only the module knows the names of cmdlets and parameters.</summary>
public sealed partial class ClientTextTests
{
    [Fact]
    public void The_client_names_no_cmdlet_and_no_parameter()
    {
        string folder = Path.Combine(RepositoryFiles.Root, "src", "SunoPS.Client");

        Assert.Empty(
            from file in LineWidthTests.FilesBelow(folder)
            where file.EndsWith(".cs", StringComparison.Ordinal)
            from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
            where NameToType().IsMatch(line.Text)
            select $"{Path.GetRelativePath(RepositoryFiles.Root, file)}:{line.Number}: {line.Text.Trim()}");
    }

    [Theory]
    [Values(
        "Try again with a smaller -ThrottleLimit.", "/// people read it (<c>-WhatIf</c>)", "\"Type: Connect-SunoApi\"",
        "| Where-Object EntryId")]
    public void A_name_is_noticed(string line) => Assert.Matches(NameToType(), line);

    [Theory]
    [Values("response.Headers.RetryAfter, \"Content-Length\", x-oneapi-request-id, X-New-Api-Version", "[a-zA-Z]")]
    public void Other_dashes_are_not(string line) => Assert.DoesNotMatch(NameToType(), line);

    [GeneratedRegex(@"\b[A-Z][a-z]+-(Suno|Object|Content|Item|Csv|Json)|(?<=[\s'""(>`|])-[A-Z][a-z]")]
    private static partial Regex NameToType();
}
