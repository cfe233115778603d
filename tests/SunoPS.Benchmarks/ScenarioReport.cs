namespace SunoPS.Benchmarks;

/// <summary>The target of a measured figure.</summary>
/// <param name="Format">The format of both numbers.</param>
internal sealed record Aim(string Text, double Value, double Limit, string Format);

/// <summary>The results of a scenario: tables and targets, as Markdown.</summary>
internal sealed class ScenarioReport
{
    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString().TrimEnd('\n');

    public ScenarioReport Paragraph(string text)
    {
        _text.Append(text).Append("\n\n");
        return this;
    }

    /// <summary>Adds a table; every column except the first has figures.</summary>
    public ScenarioReport Table(string[] columns, IEnumerable<string[]> rows)
    {
        Row(columns);
        Row([.. columns.Select((_, index) => index == 0 ? "---" : "---:")]);
        foreach (string[] row in rows)
        {
            Row(row);
        }

        _text.Append('\n');
        return this;
    }

    public ScenarioReport Aims(params Aim[] aims) => Table(
        ["aim", "measured", "at most", "met"],
        aims.Select(
            aim => new[]
            {
                aim.Text,
                Print(aim.Value, aim.Format),
                Print(aim.Limit, aim.Format),
                aim.Value <= aim.Limit ? "yes" : "**no**",
            }));

    /// <summary>Adds the table of contenders, with the ratio of their times to those of the first.</summary>
    public ScenarioReport Costs(params IReadOnlyList<CostSeries> contenders) => Table(
        ["", "wall, s", "range", "ratio", "processor, s", "ratio", "peak memory, MiB", "allocated, MiB"],
        contenders.Select(series => new[]
        {
            series.Name,
            Print(series.Wall / 1000, "0.000"),
            $"{Print(series.WallRange.Least / 1000, "0.00")}–{Print(series.WallRange.Most / 1000, "0.00")}",
            Print(series.Wall / contenders[0].Wall, "0.00"),
            Print(series.Processor / 1000, "0.000"),
            Print(series.Processor / contenders[0].Processor, "0.00"),
            Print(series.Peak, "0"),
            Print(series.Allocated, "0"),
        }));

    public static string Print(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private void Row(string[] cells) => _text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
