using System.Globalization;
using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>
/// Converts a position in a song: a <c>[timespan]</c>, seconds, or either as text; <c>1:30</c> is 90 seconds. An empty
/// text means none.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OffsetTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            null or TimeSpan => value,
            string text when string.IsNullOrWhiteSpace(text) => null,
            string text => Parse(text.Trim()) ?? throw Unreadable(text),
            sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal =>
                FromSeconds(Convert.ToDouble(value, CultureInfo.InvariantCulture)) ?? throw Unreadable(value),
            _ => value,
        };
    }

    private static TimeSpan? Parse(string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds))
        {
            return FromSeconds(seconds);
        }

        // Two parts are minutes and seconds, as usual for songs; .NET parses them as hours and minutes.
        string whole = text.Count(c => c == ':') == 1 ? "0:" + text : text;
        return TimeSpan.TryParse(whole, CultureInfo.InvariantCulture, out TimeSpan time) ? time : null;
    }

    private static TimeSpan? FromSeconds(double seconds) =>
        Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;

    private static ArgumentTransformationMetadataException Unreadable(object value) =>
        new($"'{value}' is not a valid position in a song. Give seconds (90.5) or a time (1:30, 00:01:30).");
}
