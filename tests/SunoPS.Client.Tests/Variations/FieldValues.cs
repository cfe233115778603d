namespace SunoPS.Client.Tests.Variations;

/// <summary>All forms of values of each kind. JSON has apostrophes for quotation marks.</summary>
internal static class FieldValues
{
    private static readonly DateTime Instant = PropertyValues.Utc("2024-05-20T07:55:49Z");

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(219);

    /// <summary>Values that no kind of field accepts, and those that are empty for every kind.</summary>
    private static readonly FieldForm[] Any =
    [
        .. Kept("{}", "{'value':'inner'}", "[{}]", "[[]]", "['one',{'two':2}]"),
        .. Read(null, "null", "''", "[null]", "['']"),
    ];

    private static readonly FieldForm[] Counts =
        [.. Read(0, "0"), .. Read(12, "12", "' 12 '", "[12]"), .. Kept("'many'", "[]", "1e999")];

    private static readonly FieldForm[] Flags =
    [
        .. Read(true, "true", "'True'", "1", "[true]"), .. Read(false, "false", "'0'"),
        .. Kept("2", "'yes, it is'", "[]"),
    ];

    private static readonly FieldForm[] SingleTexts =
    [
        .. Read("word", "'word'", "['word']"), .. Read("  blanks ", "'  blanks '"), .. Read("城市 🎵", "'城市 🎵'"),
        .. Read("城市 🎵 \"\\/\b\f\n\r\t", @"'\u57ce\u5e02 \ud83c\udfb5 \""\\\/\b\f\n\r\t'"),
        .. Read("\ud83c\"\\/\b\f\n\r\tend", @"'\ud83c\""\\\/\b\f\n\r\tend'"),
        .. Read(new string('x', 300), $"'{new string('x', 300)}'"), .. Read("45", "45", "'45'", "[45]"),
        .. Read("-4.50", "-4.50"), .. Read("1e999", "1e999"),
        .. Read("12345678901234567890123", "12345678901234567890123"),
    ];

    private static readonly FieldForm[] JoinedTexts =
    [
        .. SingleTexts, .. Read(null, "[]"), .. Read("one, two", "['one','two']", "[null,'one','',null,'two']"),
        .. Read("1, two, 3.50", "[1,'two',3.50]"),
    ];

    private static readonly FieldForm[] Times =
    [
        .. Read(
            Instant, "1716191749", "'1716191749'", "' 1716191749 '", "1716191749000", "'1716191749000'",
            "1716191749000000", "1.716191749e9", "[1716191749]", "'2024-05-20T07:55:49Z'", "['2024-05-20T07:55:49Z']",
            "'2024-05-20T15:55:49+08:00'", "'2024-05-20T07:55:49'", "'2024-05-20 07:55:49'"),
        .. Read(Instant.AddMilliseconds(123), "1716191749123"), .. Read(Instant.AddSeconds(0.25), "1716191749.25"),
        .. Read(Instant.AddTicks(1_234_560), "1716191749123456", "'2024-05-20T07:55:49.123456Z'"),
        .. Read(Instant.AddSeconds(0.5), "1716191749.5", "'2024-05-20 07:55:49.5'"),
        .. Read(PropertyValues.Utc("2024-10-27T00:30:00Z"), "'2024-10-27T00:30:00Z'"),
        .. Read(PropertyValues.Utc("2024-10-27T01:30:00Z"), "'2024-10-27T01:30:00Z'"),
        .. Read(null, "0", "'0'", "-62135596800", "'0001-01-01T00:00:00Z'"),
        .. Kept(
            "[]", "-1", "100000000000000000", "1e30", "1e999", "99999999999999999999", "{'seconds':1716191749}",
            "'soon'", "'12:30'", "'2024-13-45T00:00:00Z'", $"'{new string('1', 50)}'", "[1716191749,1716191749]"),
    ];

    private static readonly FieldForm[] Durations =
    [
        .. Read(Length, "219", "'219'", "2.19e2", "'3:39'", "'03:39'", "[219]", "['3:39']"),
        .. Read(TimeSpan.FromMilliseconds(128_920), "128.92", "' 128.92 '", "1.2892e2", "'00:02:08.92'"),
        .. Read(TimeSpan.Zero, "0"), .. Read(TimeSpan.FromSeconds(3601), "'1:00:01'"),
        .. Read(TimeSpan.FromSeconds(3819), "'1:03:39'"),
        .. Kept("[]", "-1", "1e30", "922337203686", "'long'", "'-3:39'", "[219,220]"),
    ];

    private static readonly FieldForm[] Percents =
    [
        .. Read(45, "'45%'", "' 45 % '", "'45'", "45", "45.0", "0.45", "'0.45'", "4.5e1", "['45%']"),
        .. Read(0, "0", "'0%'"), .. Read(1, "1", "'1%'"), .. Read(100, "1.0", "100", "'100%'"),
        .. Read(45, "45.7", "'45.7%'", "0.457").Concat(Read(0, "'0.5%'")).Select(form => form with { IsKept = true }),
        .. Kept("[]", "101", "-1", "1e999", "'%'", "'half'", "'almost'", "'45%%'", "[45,46]"),
    ];

    public static IEnumerable<FieldForm> Of(FieldKind kind)
    {
        IEnumerable<FieldForm> forms = kind switch
        {
            FieldKind.Text => SingleTexts.Concat(Kept("[]", "['one','two']", "[null,null]")),
            FieldKind.JoinedText => JoinedTexts,
            FieldKind.Time => Times,
            FieldKind.Duration => Durations,
            FieldKind.Percent => Percents,
            FieldKind.Number => Counts
                .Select(form => form.Value is int number ? form with { Value = (decimal)number } : form)
                .Concat(Read(-0.50m, "'-0.50'")).Concat(Read(4.5m, "4.5")),
            FieldKind.Count => Counts.Concat(Kept("-1", "4.5", "3000000000")),
            _ => Flags,
        };
        return Any.Concat(kind == FieldKind.Flag ? [] : Kept("true", "false", "[true]")).Concat(forms)
            .Select(form => form with { Json = form.Json.Replace('\'', '"') });
    }

    /// <summary>Values that the property represents wholly.</summary>
    private static IEnumerable<FieldForm> Read(object? value, params string[] forms) =>
        forms.Select(json => new FieldForm(json, value, IsKept: false));

    /// <summary>Values that the property cannot represent.</summary>
    private static IEnumerable<FieldForm> Kept(params string[] forms) =>
        forms.Select(json => new FieldForm(json, null, IsKept: true));
}

/// <summary>A form of a value.</summary>
/// <param name="Json">The JSON of the value.</param>
/// <param name="Value">The expected value of the property; null for none.</param>
/// <param name="IsKept">
/// Whether the JSON must be in the additional properties, because the property cannot represent it wholly.
/// </param>
internal sealed record FieldForm(string Json, object? Value, bool IsKept);
