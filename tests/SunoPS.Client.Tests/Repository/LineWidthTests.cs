namespace SunoPS.Client.Tests.Repository;

/// <summary>Checks the line width of all code and prose against <c>.editorconfig</c>.</summary>
public sealed partial class LineWidthTests
{
    private const int Widest = 120;

    private static readonly string[] CodeFolders = ["src", "tests", "docs"];
    private static readonly string[] CodeExtensions =
        [".cs", ".ps1", ".psm1", ".csproj", ".props", ".targets", ".ps1xml"];
    private static readonly string[] ProseFolders = [".", "docs", "src/SunoPS/en-US"];
    private static readonly HashSet<string> NotOurs = ["bin", "obj", "TestResults"];

    [Fact]
    public void Code_is_at_most_120_characters_wide()
    {
        IEnumerable<string> files = CodeFolders.SelectMany(
            folder => FilesBelow(Path.Combine(RepositoryFiles.Root, folder)))
            .Append(Path.Combine(RepositoryFiles.Root, "build.ps1"))
            .Where(file => CodeExtensions.Contains(Path.GetExtension(file)));

        Assert.Empty(files.SelectMany(file => TooWide(file, File.ReadLines(file))));
    }

    [Fact]
    public void Prose_is_wrapped_at_120_characters()
    {
        IEnumerable<string> files = ProseFolders.SelectMany(
            folder => Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, folder), "*.md"));

        Assert.Empty(files.SelectMany(file => TooWide(file, File.ReadLines(file).Select(Prose()))));
    }

    internal static IEnumerable<string> FilesBelow(string folder) =>
        Directory.EnumerateFiles(folder).Concat(
            Directory.EnumerateDirectories(folder)
                .Where(inner => !NotOurs.Contains(Path.GetFileName(inner)))
                .SelectMany(FilesBelow));

    private static IEnumerable<string> TooWide(string file, IEnumerable<string> lines) =>
        from line in lines.Select((text, index) => (Number: index + 1, Width: text.EnumerateRunes().Count()))
        where line.Width > Widest
        select $"{Path.GetRelativePath(RepositoryFiles.Root, file)}:{line.Number} has {line.Width} characters";

    /// <summary>Blanks text that cannot wrap: tables, code, and lines with a single link.</summary>
    private static Func<string, string> Prose()
    {
        bool inCode = false;
        return line =>
        {
            bool isFence = Fence().IsMatch(line);
            inCode ^= isFence;
            return isFence || inCode || Unwrappable().IsMatch(line) ? "" : line;
        };
    }

    [GeneratedRegex(@"^\s*(```|~~~)")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^(\||    )|^\s*([-*] )?\[[^\]]*\]\(\S*\)\S*$")]
    private static partial Regex Unwrappable();
}
