using SunoPS.Client.Tests.Attacks;
using SunoPS.Client.Tests.Faults.Matrix;
using SunoPS.Client.Tests.Media;

namespace SunoPS.Client.Tests.Repository;

/// <summary>Compares <c>docs/faults.md</c> with the matrix, or writes it with <c>SUNOPS_WRITE_DOCS=1</c>.</summary>
public sealed class FaultPageTests
{
    [Fact]
    public Task The_page_shows_the_matrix() =>
        RepositoryFiles.AssertPartAsync("docs/faults.md", "matrix", string.Concat(Lines().Select(line => line + "\n")));

    [Fact]
    public Task The_page_shows_the_attacks() =>
        RepositoryFiles.AssertPartAsync(
            "docs/faults.md", "attacks", string.Concat(AttackLines().Select(line => line + "\n")));

    private static IEnumerable<string> AttackLines()
    {
        yield return "| the server sends | the module returns |";
        yield return "| --- | --- |";
        foreach (Attack attack in Attack.All)
        {
            yield return $"| {attack.Name} | {attack.Outcome} |";
        }

        foreach (WrongPart part in BrokenDownloadTests.WrongParts.Select(row => row.Data))
        {
            yield return $"| 206 for the rest of a file: {Words(part)} | the file, restarted |";
        }
    }

    private static string Words(WrongPart part) => part switch
    {
        WrongPart.None => "as it should be",
        WrongPart.Late => "begins a byte too late",
        WrongPart.Early => "begins a byte too early",
        WrongPart.NoRange => "without `Content-Range`",
        WrongPart.BeyondEnd => "ends beyond the file",
        WrongPart.OtherTotal => "of a longer file",
        WrongPart.NoTotal => "ten bytes, of a file of unknown length",
        WrongPart.OtherLength => "shorter than its range",
        WrongPart.Multipart => "in several parts",
        WrongPart.Nonsense => "with an invalid range",
        WrongPart.OtherEdition => "of another version of the file",
    };

    private static IEnumerable<string> Lines()
    {
        yield return $"| fault | strikes | {string.Join(" | ", FetchWay.All.Select(way => $"`{way.Command}`"))} |";
        yield return $"| --- | --- | {string.Join(" | ", FetchWay.All.Select(_ => "---"))} |";
        foreach (IGrouping<string, FaultCell> row in FaultCell.All.GroupBy(cell => $"{cell.Row.Name} | {cell.Strikes}"))
        {
            yield return $"| {row.Key} | {string.Join(" | ", row.Select(cell => cell.Outcome))} |";
        }
    }
}
