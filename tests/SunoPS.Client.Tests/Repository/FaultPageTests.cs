using SunoPS.Client.Tests.Faults.Matrix;

namespace SunoPS.Client.Tests.Repository;

/// <summary>Holds <c>docs/faults.md</c> to the matrix, or writes it with <c>SUNOPS_WRITE_DOCS=1</c>.</summary>
public sealed class FaultPageTests
{
    [Fact]
    public Task The_page_shows_the_matrix() =>
        RepositoryFiles.AssertPartAsync("docs/faults.md", "matrix", string.Concat(Lines().Select(line => line + "\n")));

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
