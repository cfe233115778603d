using System.Globalization;
using System.Text;

namespace SunoPS.Client.Tests.Mutations;

/// <summary>A single value of the wire, and the name that is nearest to it.</summary>
/// <param name="Name">The name without its escapes; that of the array's field where it stands in an array.</param>
/// <param name="Value">A text, a number or a truth.</param>
internal sealed record Leaf(string Name, WireValue Value)
{
    private const decimal GoZeroTime = -62135596800;

    public string Folded { get; } = WireNames.Fold(Name);

    /// <summary>What it says.</summary>
    public string Text { get; } = Value.Kind == WireKind.Text ? Value.Text : Value.Raw;

    /// <summary>True if it says nothing: null, an empty text, a time that stands for none.</summary>
    public bool IsNothing => Value.Kind == WireKind.Null
        || (Value.Kind == WireKind.Text && Text.Length == 0)
        || (WireNames.IsTime(Folded) && (Number is 0 or GoZeroTime || Moment is { Year: 1 }));

    /// <summary>Its number, whether it stands in a text or not; null for what is none.</summary>
    public decimal? Number =>
        Value.Kind is WireKind.Text or WireKind.Number && decimal.TryParse(
            Text.Trim(' '), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number : null;

    /// <summary>Its point in time as text.</summary>
    private DateTimeOffset? Moment =>
        Value.Kind == WireKind.Text && DateTimeOffset.TryParse(
            Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
            out DateTimeOffset moment) ? moment : null;

    /// <summary>Every single value within a value, at any depth.</summary>
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

    /// <summary>
    /// A name as it can be written: half a surrogate pair becomes the character that stands for what is none.
    /// </summary>
    public static string WellFormed(string text) =>
        Ascii.IsValid(text) ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>The points in time that it can mean, in ticks of UTC.</summary>
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

    /// <summary>The lengths of time that it can mean, in ticks.</summary>
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

    /// <summary>The whole percentages that say all of what it says.</summary>
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
