namespace SunoPS.Commands;

/// <summary>Counts input that lacks what a command needs, for one warning. The states end the advice.</summary>
internal sealed class SkippedInput(string kind, string missing, string? advice = null)
{
    private readonly SortedDictionary<Enum, int> _counts = [];

    public void Count(Enum state) => _counts[state] = _counts.GetValueOrDefault(state) + 1;

    public void Warn(SunoCommand command)
    {
        int count = _counts.Values.Sum();
        if (count > 0)
        {
            string states = string.Join(", ", _counts.Select(pair => $"{pair.Value} {pair.Key}"));
            command.Warn(
                $"Skipped {count} {kind}{(count == 1 ? "" : "s")} without {missing} ({states})."
                + (advice is null ? "" : $" {advice} {string.Join(", ", _counts.Keys)}"));
        }
    }
}
