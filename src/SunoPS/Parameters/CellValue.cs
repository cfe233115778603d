using System.Collections;
using System.Globalization;

namespace SunoPS.Commands;

/// <summary>Reads values that the cells of CSV files have as text.</summary>
internal static class CellValue
{
    // The words of Excel in common languages.
    private static readonly string[] True =
        ("true yes y x on 1 √ ✓ ✔ wahr ja j vrai oui o verdadero sí si s vero sì verdadeiro sim waar prawda tak t "
        + "истина да 是 真 对 對 はい 예 참 doğru evet sand sann sant tosi kyllä pravda ano igaz igen").Split(' ');

    private static readonly string[] False =
        ("false no n off 0 - falsch nein faux non falso não nao onwaar nee fałsz nie ложь нет 否 假 错 錯 いいえ 아니요 "
        + "아니오 거짓 yanlış yanliş hayır hayir falsk falskt usann usant nej epätosi ei nepravda ne hamis nem").Split(' ');

    /// <summary>Returns the value itself instead of the object that PowerShell wraps around it.</summary>
    public static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    public static bool IsBlank(object? value) => Unwrap(value) switch
    {
        string text => string.IsNullOrWhiteSpace(text),
        var other => other is null or DBNull or ICollection { Count: 0 },
    };

    /// <summary>Reads a Boolean; false if it is blank, and null if the value is not a Boolean.</summary>
    public static bool? Flag(object? value) => Unwrap(value) switch
    {
        _ when IsBlank(value) => false,
        bool flag => flag,
        SwitchParameter flag => flag,
        string text => Is(text, True) ? true : Is(text, False) ? false : null,
        IConvertible number and not (char or DateTime) =>
            number.ToDouble(CultureInfo.InvariantCulture) switch { 0 => false, 1 => true, _ => null },
        _ => null,
    };

    /// <summary>Reads a position in a song: a time span, seconds, or either as text (1:30 is 90 s).</summary>
    public static bool TryReadOffset(object? value, out TimeSpan? offset)
    {
        offset = Unwrap(value) switch
        {
            TimeSpan time => time,
            string text => Parse(text.Trim()),
            sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal =>
                FromSeconds(Convert.ToDouble(Unwrap(value), CultureInfo.InvariantCulture)),
            _ => null,
        };
        return offset is not null || IsBlank(value);
    }

    private static bool Is(string text, string[] words) =>
        words.Contains(text.Trim().TrimStart('$'), StringComparer.OrdinalIgnoreCase);

    private static TimeSpan? Parse(string text)
    {
        // Excel writes a decimal comma in many countries.
        if (double.TryParse(
            text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds))
        {
            return FromSeconds(seconds);
        }

        // Two parts are minutes and seconds, as usual for songs; .NET parses them as hours and minutes.
        string whole = text.Count(c => c == ':') == 1 ? "0:" + text : text;
        return TimeSpan.TryParse(whole, CultureInfo.InvariantCulture, out TimeSpan time) ? time : null;
    }

    private static TimeSpan? FromSeconds(double seconds) =>
        Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)) : null;
}
