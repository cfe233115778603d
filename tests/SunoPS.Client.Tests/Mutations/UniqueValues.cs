using System.Globalization;

namespace SunoPS.Client.Tests.Mutations;

/// <summary>Makes every value of a response unique, so that the loss of one value cannot go undetected.</summary>
internal static class UniqueValues
{
    /// <summary>
    /// Changes strings and numbers in place. Keeps values that affect reading: the action, empty values, JSON in
    /// strings, times as text.
    /// </summary>
    public static void GiveTo(WireValue root)
    {
        int count = 0;
        var left = new Stack<(WireValue Value, string Name)>([(root, "")]);
        while (left.TryPop(out (WireValue Value, string Name) at))
        {
            for (int i = 0; i < at.Value.Members.Count; i++)
            {
                WireMember member = at.Value.Members[i];
                string name = at.Value.Kind == WireKind.Object ? member.Name : at.Name;
                at.Value.Members[i] = member with { Value = Unique(new Leaf(name, member.Value), ++count) };
                left.Push((member.Value, name));
            }
        }
    }

    private static WireValue Unique(Leaf leaf, int count)
    {
        WireValue value = leaf.Value;
        bool isMeasure = WireNames.IsTime(leaf.Folded) || WireNames
            .IsDuration(leaf.Folded) || leaf.Folded == "progress";
        if (
            leaf.IsNothing || leaf.Folded is "action" or "code" or "progress"
                || value.Kind is WireKind.Array or WireKind.Object or WireKind.Truth)
        {
            return value;
        }

        if (isMeasure)
        {
            // Adds a fraction of a second, so that the meaning is the same.
            return leaf.Number is { } number && Math.Abs(number) < 1_000_000_000_000 && value.Raw.All(char.IsAsciiDigit)
                ? With(value, string.Create(CultureInfo.InvariantCulture, $"{value.Raw}.{count:00000}"))
                : value;
        }

        return value.Kind == WireKind.Number ? (
            value.Raw.All(char.IsAsciiDigit) ? With(value, $"1{value.Raw}{count:00000}") : value)
            : value.Text.AsSpan().TrimStart() is ['{' or '[', ..] ? value
            : With(value, $"{value.Raw}~{count}");
    }

    private static WireValue With(WireValue value, string raw) =>
        value.Kind == WireKind.Number ? WireValue.Number(raw) : WireValue.String(raw);
}
