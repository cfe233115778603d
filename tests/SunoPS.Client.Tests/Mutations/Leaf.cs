using System.Globalization;
using System.Text;

namespace SunoPS.Client.Tests.Mutations;

/// <summary>A scalar on the wire, and its nearest name.</summary>
/// <param name="Name">The unescaped name; in an array, that of the array.</param>
/// <param name="Value">A string, number or Boolean.</param>
internal sealed record Leaf(string Name, WireValue Value)
{
    private const decimal GoZeroTime = -62135596800;

    public string Folded { get; } = WireNames.Fold(Name);

    /// <summary>The value as text.</summary>
    public string Text { get; } = Value.Kind == WireKind.Text ? Value.Text : Value.Raw;

    /// <summary>True if it is empty: null, an empty string, or a zero time.</summary>
    public bool IsNothing => Value.Kind == WireKind.Null
        || (Value.Kind == WireKind.Text && Text.Length == 0)
        || (WireNames.IsTime(Folded) && (Number is 0 or GoZeroTime || Moment is { Year: 1 }));

    /// <summary>The number, also in a string; null if it is not a number.</summary>
    public decimal? Number =>
        Value.Kind is WireKind.Text or WireKind.Number && decimal.TryParse(
            Text.Trim(' '), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number : null;

    /// <summary>The point in time from text.</summary>
    private DateTimeOffset? Moment =>
        Value.Kind == WireKind.Text && DateTimeOffset.TryParse(
            Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
            out DateTimeOffset moment) ? moment : null;

    /// <summary>Returns every scalar in a value, at any depth.</summary>
    public static List<Leaf> Of(WireValue root, string name)
    {
        List<Leaf> leaves = [];
        var left = new Stack<(string Name, WireValue Value)>([(name, root)]);
        while (left.TryPop(out (string Name, WireValue Value) at))
        {
            if (at.Value.Kind is not (WireKind.Array or WireKind.Object))
            {
                leaves.Add(new Leaf(at.Name, at.Value));
            }

            foreach (WireMember member in at.Value.Members)
            {
                left.Push(
                    (
                        at.Value.Kind == WireKind.Object ? WellFormed(WireValue.Unescape(member.Name)) : at.Name,
                        member.Value));
            }
        }

        return leaves;
    }

    /// <summary>Replaces lone surrogates with the replacement character.</summary>
    public static string WellFormed(string text) =>
        Ascii.IsValid(text) ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>The possible points in time, in UTC ticks.</summary>
    public IEnumerable<long> PointsInTime()
    {
        if (Number is { } number)
        {
            foreach (
                long unit in new[]
                    { TimeSpan.TicksPerSecond, TimeSpan.TicksPerMillisecond, TimeSpan.TicksPerMicrosecond })
            {
                if (
                    Math.Abs(number) < 100_000_000_000_000_000m
                        && number * unit is > 0 and < 2_000_000_000_000_000_000m)
                {
                    yield return DateTime.UnixEpoch.Ticks + (long)(number * unit);
                }
            }
        }
        else if (Moment is { } moment)
        {
            yield return moment.UtcTicks;
        }
    }

    /// <summary>The possible durations, in ticks.</summary>
    public IEnumerable<long> Lengths()
    {
        if (Number is { } number)
        {
            if (Math.Abs(number) < 900_000_000_000m)
            {
                yield return (long)(number * TimeSpan.TicksPerSecond);
            }
        }
        else if (Text.Contains(':'))
        {
            decimal seconds = 0;
            foreach (string part in Text.Split(':'))
            {
                if (
                    !decimal.TryParse(
                        part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value)
                        || value > 1_000_000)
                {
                    yield break;
                }

                seconds = (seconds * 60) + value;
            }

            if (seconds < 1_000_000_000)
            {
                yield return (long)(seconds * TimeSpan.TicksPerSecond);
            }
        }
    }

    /// <summary>The integer percentages that represent the whole value.</summary>
    public IEnumerable<decimal> Percentages()
    {
        string digits = Text.Trim(' ').TrimEnd('%').Trim(' ');
        if (
            Value.Kind is WireKind.Text or WireKind.Number
                && decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
                && Math.Abs(number) < 1000)
        {
            yield return number;
            yield return number * 100;
        }
    }

    public override string ToString() => $"{Name}: {(Value.Kind == WireKind.Text ? $"\"{Shortened}\"" : Shortened)}";

    private string Shortened => Value.Raw.Length > 80 ? Value.Raw[..80] + "…" : Value.Raw;
}
