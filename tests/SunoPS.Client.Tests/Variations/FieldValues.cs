namespace SunoPS.Client.Tests.Variations;

/// <summary>All forms of values of each kind, with the expected value of the property.</summary>
internal static class FieldValues
{
    private static readonly DateTime Instant = PropertyValues.Utc("2024-05-20T07:55:49Z");

    /// <summary>Values that no kind of field accepts.</summary>
    private static readonly FieldForm[] Unfit =
    [
        FieldForm.Kept("{}"),
        FieldForm.Kept("""{"value":"inner"}"""),
        FieldForm.Kept("[{}]"),
        FieldForm.Kept("[[]]"),
        FieldForm.Kept("""["one",{"two":2}]"""),
    ];

    /// <summary>Values that are empty for every kind of field.</summary>
    private static readonly FieldForm[] Nothing =
    [
        FieldForm.Read("null", null),
        FieldForm.Read("\"\"", null),
        FieldForm.Read("[null]", null),
        FieldForm.Read("[\"\"]", null),
    ];

    private static readonly FieldForm[] Truths =
        [FieldForm.Kept("true"), FieldForm.Kept("false"), FieldForm.Kept("[true]")];

    public static IEnumerable<FieldForm> Of(FieldKind kind) =>
        [.. Nothing, .. Unfit, .. kind == FieldKind.Flag ? [] : Truths, .. kind switch
    {
        FieldKind.Text => Texts,
        FieldKind.JoinedText => JoinedTexts,
        FieldKind.Time => Times,
        FieldKind.Duration => Durations,
        FieldKind.Percent => Percents,
        FieldKind.Number =>
            [
                FieldForm.Read("\"-0.50\"", -0.50m), FieldForm.Read("4.5", 4.5m),
                .. Counts.Select(form => form.Value is int number ? form with { Value = (decimal)number } : form),
            ],
        FieldKind.Count => [FieldForm.Kept("-1"), FieldForm.Kept("4.5"), FieldForm.Kept("3000000000"), .. Counts],
        FieldKind.Flag => Flags,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    }];

    private static FieldForm[] Counts =>
    [
        FieldForm.Read("0", 0),
        FieldForm.Read("12", 12),
        FieldForm.Read("\" 12 \"", 12),
        FieldForm.Read("[12]", 12),
        FieldForm.Kept("\"many\""),
        FieldForm.Kept("[]"),
        FieldForm.Kept("1e999"),
    ];

    private static FieldForm[] Flags =>
    [
        FieldForm.Read("true", true),
        FieldForm.Read("\"True\"", true),
        FieldForm.Read("1", true),
        FieldForm.Read("[true]", true),
        FieldForm.Read("false", false),
        FieldForm.Read("\"0\"", false),
        FieldForm.Kept("2"),
        FieldForm.Kept("\"yes, it is\""),
        FieldForm.Kept("[]"),
    ];

    private static FieldForm[] Texts =>
    [
        .. SingleTexts,
        FieldForm.Kept("[]"),
        FieldForm.Kept("""["one","two"]"""),
        FieldForm.Kept("[null,null]"),
    ];

    private static FieldForm[] JoinedTexts =>
    [
        .. SingleTexts,
        FieldForm.Read("[]", null),
        FieldForm.Read("""["one","two"]""", "one, two"),
        FieldForm.Read("""[1,"two",3.50]""", "1, two, 3.50"),
        FieldForm.Read("""[null,"one","",null,"two"]""", "one, two"),
    ];

    private static FieldForm[] SingleTexts =>
    [
        FieldForm.Read("\"word\"", "word"),
        FieldForm.Read("\"  blanks \"", "  blanks "),
        FieldForm.Read("\"城市 🎵\"", "城市 🎵"),
        FieldForm.Read("\"\\u57ce\\u5e02 \\ud83c\\udfb5 \\\"\\\\\\/\\b\\f\\n\\r\\t\"", "城市 🎵 \"\\/\b\f\n\r\t"),
        FieldForm.Read("\"\\ud83c\\\"\\\\\\/\\b\\f\\n\\r\\tend\"", "\ud83c\"\\/\b\f\n\r\tend"),
        FieldForm.Read("\"" + new string('x', 300) + "\"", new string('x', 300)),
        FieldForm.Read("45", "45"),
        FieldForm.Read("-4.50", "-4.50"),
        FieldForm.Read("1e999", "1e999"),
        FieldForm.Read("12345678901234567890123", "12345678901234567890123"),
        FieldForm.Read("\"45\"", "45"),
        FieldForm.Read("[\"word\"]", "word"),
        FieldForm.Read("[45]", "45"),
    ];

    private static FieldForm[] Times =>
    [
        FieldForm.Read("1716191749", Instant),
        FieldForm.Read("\"1716191749\"", Instant),
        FieldForm.Read("\" 1716191749 \"", Instant),
        FieldForm.Read("1716191749000", Instant),
        FieldForm.Read("\"1716191749000\"", Instant),
        FieldForm.Read("1716191749000000", Instant),
        FieldForm.Read("1716191749123", Instant.AddMilliseconds(123)),
        FieldForm.Read("1716191749123456", Instant.AddTicks(1_234_560)),
        FieldForm.Read("1716191749.25", Instant.AddSeconds(0.25)),
        FieldForm.Read("1716191749.5", Instant.AddSeconds(0.5)),
        FieldForm.Read("1.716191749e9", Instant),
        FieldForm.Read("\"2024-05-20T07:55:49Z\"", Instant),
        FieldForm.Read("\"2024-05-20T15:55:49+08:00\"", Instant),
        FieldForm.Read("\"2024-05-20T07:55:49\"", Instant),
        FieldForm.Read("\"2024-05-20 07:55:49\"", Instant),
        FieldForm.Read("\"2024-05-20T07:55:49.123456Z\"", Instant.AddTicks(1_234_560)),
        FieldForm.Read("\"2024-10-27T00:30:00Z\"", PropertyValues.Utc("2024-10-27T00:30:00Z")),
        FieldForm.Read("\"2024-10-27T01:30:00Z\"", PropertyValues.Utc("2024-10-27T01:30:00Z")),
        FieldForm.Read("\"2024-05-20 07:55:49.5\"", Instant.AddSeconds(0.5)),
        FieldForm.Read("[1716191749]", Instant),
        FieldForm.Read("[\"2024-05-20T07:55:49Z\"]", Instant),
        FieldForm.Read("0", null),
        FieldForm.Read("\"0\"", null),
        FieldForm.Read("-62135596800", null),
        FieldForm.Read("\"0001-01-01T00:00:00Z\"", null),
        FieldForm.Kept("[]"),
        FieldForm.Kept("-1"),
        FieldForm.Kept("100000000000000000"),
        FieldForm.Kept("1e30"),
        FieldForm.Kept("1e999"),
        FieldForm.Kept("99999999999999999999"),
        FieldForm.Kept("""{"seconds":1716191749}"""),
        FieldForm.Kept("\"soon\""),
        FieldForm.Kept("\"12:30\""),
        FieldForm.Kept("\"2024-13-45T00:00:00Z\""),
        FieldForm.Kept("\"" + new string('1', 50) + "\""),
        FieldForm.Kept("[1716191749,1716191749]"),
    ];

    private static FieldForm[] Durations =>
    [
        FieldForm.Read("219", TimeSpan.FromSeconds(219)),
        FieldForm.Read("128.92", TimeSpan.FromMilliseconds(128_920)),
        FieldForm.Read("\"219\"", TimeSpan.FromSeconds(219)),
        FieldForm.Read("\" 128.92 \"", TimeSpan.FromMilliseconds(128_920)),
        FieldForm.Read("2.19e2", TimeSpan.FromSeconds(219)),
        FieldForm.Read("1.2892e2", TimeSpan.FromMilliseconds(128_920)),
        FieldForm.Read("0", TimeSpan.Zero),
        FieldForm.Read("\"3:39\"", TimeSpan.FromSeconds(219)),
        FieldForm.Read("\"03:39\"", TimeSpan.FromSeconds(219)),
        FieldForm.Read("\"1:00:01\"", TimeSpan.FromSeconds(3601)),
        FieldForm.Read("\"1:03:39\"", TimeSpan.FromSeconds(3819)),
        FieldForm.Read("\"00:02:08.92\"", TimeSpan.FromMilliseconds(128_920)),
        FieldForm.Read("[219]", TimeSpan.FromSeconds(219)),
        FieldForm.Read("[\"3:39\"]", TimeSpan.FromSeconds(219)),
        FieldForm.Kept("[]"),
        FieldForm.Kept("-1"),
        FieldForm.Kept("1e30"),
        FieldForm.Kept("922337203686"),
        FieldForm.Kept("\"long\""),
        FieldForm.Kept("\"-3:39\""),
        FieldForm.Kept("[219,220]"),
    ];

    private static FieldForm[] Percents =>
    [
        FieldForm.Read("\"45%\"", 45),
        FieldForm.Read("\" 45 % \"", 45),
        FieldForm.Read("\"45\"", 45),
        FieldForm.Read("45", 45),
        FieldForm.Read("45.0", 45),
        FieldForm.Read("0.45", 45),
        FieldForm.Read("\"0.45\"", 45),
        FieldForm.Read("4.5e1", 45),
        FieldForm.Read("[\"45%\"]", 45),
        FieldForm.Read("0", 0),
        FieldForm.Read("\"0%\"", 0),
        FieldForm.Read("1", 1),
        FieldForm.Read("1.0", 100),
        FieldForm.Read("\"1%\"", 1),
        FieldForm.Read("100", 100),
        FieldForm.Read("\"100%\"", 100),
        FieldForm.ReadAndKept("45.7", 45),
        FieldForm.ReadAndKept("\"45.7%\"", 45),
        FieldForm.ReadAndKept("0.457", 45),
        FieldForm.ReadAndKept("\"0.5%\"", 0),
        FieldForm.Kept("[]"),
        FieldForm.Kept("101"),
        FieldForm.Kept("-1"),
        FieldForm.Kept("1e999"),
        FieldForm.Kept("\"%\""),
        FieldForm.Kept("\"half\""),
        FieldForm.Kept("\"almost\""),
        FieldForm.Kept("\"45%%\""),
        FieldForm.Kept("[45,46]"),
    ];
}
