using System.Globalization;

namespace SunoPS.Client.Tests.Mutations;

/// <summary>Mutates responses, in realistic and unrealistic ways.</summary>
/// <param name="random">The source of random choices.</param>
internal sealed class Mutator(Random random)
{
    private const int DeepestNesting = 10_000;

    private static readonly string[] HugeNumbers =
    [
        "1e999", "-1e999", "1e-999", "9223372036854775807", "9223372036854775808", "-9223372036854775809",
        "18446744073709551616", "79228162514264337593543950335",
        "79228162514264337593543950336", "1e28", "1.7976931348623157e308", "123456789012345678901234567890.123456789",
        "100000000000000000", "0.00000000000000000000000000001",
        "99999999999999999999999999999999999999999", new('7', 400), "1" + new string('0', 1500), "-0.0", "4.50", "1E+2",
    ];

    private static readonly string[] Words =
    [
        "", " ", "null", "0", "45%", "0.45", "MUSIC", "LYRICS", "success", "[]", "{}", "[", "{\\\"id\\\":1}",
        "[{\\\"clip_id\\\":\\\"in a string\\\"}]", "2024-05-20T07:55:49Z",
        "0001-01-01T00:00:00Z", "1716191749", "3:39", "\\u57ce\\u5e02 \\ud83c\\udfb5", "line\\nbreak \\\"quoted\\\"",
        "#2", "a#2",
    ];

    private static readonly string[] Names =
    [
        "task_id", "action", "status", "progress", "data", "fail_reason", "submit_time", "finish_time", "notify_hook",
        "code", "message", "msg", "error", "detail", "type", "request_id",
        "id", "clip_id", "title", "metadata", "duration", "tags", "prompt", "mv", "model_name", "audio_url",
        "error_message", "state", "continue_at", "created_at", "update_time", "text",
        "unknown", "search_item", "a#2", "", "\\u57ce", "quote\\\"d", new string('n', 100),
    ];

    private static readonly string[] NamesOfLevels = ["a", "data", "id", "metadata", "tags", "task_id"];

    private static readonly string[] HalfPairs = ["\\ud83c", "\\udfb5", "\\uDFB5\\uD83C", "\ud83c", "\udfb5"];

    private readonly Random _random = random;

    /// <summary>The kinds of mutations.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        [
            "delete", "null", "retype", "nest", "rename", "duplicate", "add", "reorder", "huge number",
            "half a surrogate pair", "deep nesting", "truncate",
        ];

    /// <summary>Mutates a response at a random position.</summary>
    /// <returns>The kind of mutation; the caller, which has the text, performs "truncate".</returns>
    public string Change(WireValue root)
    {
        int index = _random.Next(100);
        string kind = index switch
        {
            < 11 => "delete",
            < 20 => "null",
            < 38 => "retype",
            < 49 => "nest",
            < 59 => "rename",
            < 70 => "duplicate",
            < 78 => "add",
            < 83 => "reorder",
            < 89 => "huge number",
            < 96 => "half a surrogate pair",
            < 97 => "deep nesting",
            _ => "truncate",
        };
        if (PlaceIn(root) is not var (parent, at) || kind == "truncate")
        {
            return "truncate";
        }

        WireMember member = parent.Members[at];
        switch (kind)
        {
            case "delete":
                parent.Members.RemoveAt(at);
                break;
            case "null":
                parent.Members[at] = member with { Value = WireValue.Null() };
                break;
            case "retype":
                parent.Members[at] = member with { Value = Retyped(member.Value) };
                break;
            case "nest":
                parent.Members[at] = Nested(member);
                break;
            case "rename":
                parent.Members[at] = member with { Name = Restyled(member.Name) };
                break;
            case "duplicate":
                parent.Members.Insert(
                    _random.Next(parent.Members.Count + 1),
                    new WireMember(Restyled(member.Name), _random.Next(2) == 0 ? member.Value : AnyValue()));
                break;
            case "add":
                parent.Members.Insert(
                    _random.Next(parent.Members.Count + 1),
                    new WireMember(parent.Kind == WireKind.Object ? Any(Names) : "", AnyValue()));
                break;
            case "reorder":
                parent.Members.RemoveAt(at);
                parent.Members.Insert(_random.Next(parent.Members.Count + 1), member);
                break;
            case "huge number":
                parent.Members[at] = member with { Value = HugeNumber() };
                break;
            case "half a surrogate pair":
                parent.Members[at] = Halved(member, parent.Kind == WireKind.Object);
                break;
            default:
                parent.Members[at] = member with { Value = DeeplyNested(member.Value) };
                break;
        }

        return kind;
    }

    /// <summary>Truncates a text at a random position.</summary>
    public string Truncated(string text) => text[..(1 + _random.Next(text.Length - 1))];

    /// <summary>
    /// Returns a random position in a response. Fields of tasks are as likely as those of clips, although there are
    /// fewer. Null if nothing is left.
    /// </summary>
    private (WireValue Parent, int At)? PlaceIn(WireValue root)
    {
        List<(WireValue Parent, int At)> places = [];
        var left = new Stack<(WireValue Value, int Depth)>([(root, 0)]);
        while (left.TryPop(out (WireValue Value, int Depth) at))
        {
            for (int i = 0; i < at.Value.Members.Count; i++)
            {
                for (int weight = at.Depth < 3 ? 4 : 1; weight > 0; weight--)
                {
                    places.Add((at.Value, i));
                }

                // Do not mutate deep nesting, because most choices would be there.
                if (at.Depth < 50)
                {
                    left.Push((at.Value.Members[i].Value, at.Depth + 1));
                }
            }
        }

        return places.Count > 0 ? places[_random.Next(places.Count)] : null;
    }

    private WireValue Retyped(WireValue value) => (value.Kind, _random.Next(8)) switch
    {
        (_, 0) => WireValue.Truth(_random.Next(2) == 0),
        (_, 1) => WireValue.Array(),
        (_, 2) => WireValue.Object(),
        (_, 3) => WireValue.String(""),
        (WireKind.Number, _) => WireValue.String(value.Raw),
        (WireKind.Text, 4 or 5) when decimal.TryParse(
            value.Raw.TrimEnd('%'), NumberStyles.Integer, CultureInfo.InvariantCulture, out decimal number) =>
            WireValue.Number(number.ToString(CultureInfo.InvariantCulture)),
        (WireKind.Text, 4) => WireValue.Number(_random.Next(1, 100_000).ToString(CultureInfo.InvariantCulture)),
        (WireKind.Text, _) => WireValue.Array(value, WireValue.String(Any(Words))),
        (WireKind.Array, 4 or 5) when value.Members.Count > 0 => value.Members[0].Value,
        (WireKind.Array, 6) =>
            WireValue.Object(value.Members.Select((item, index) => new WireMember($"key-{index}", item.Value))),
        (WireKind.Object, 4) => WireValue.Array(value.Members.Select(item => item.Value)),
        (WireKind.Array or WireKind.Object, _) => WireValue.String(WireValue.Escape(value.ToString())),
        _ => AnyValue(),
    };

    private WireMember Nested(WireMember member) => _random.Next(4) switch
    {
        0 => member with { Value = WireValue.Array(member.Value) },
        1 => member with { Value = WireValue.Array(WireValue.Array(member.Value)) },
        2 => member with { Value = WireValue.Array(member.Value, AnyValue()) },
        _ => member with
        {
            Value = WireValue.Object(
                new WireMember(
                    member.Name.Length > 0 && _random.Next(2) == 0 ? member.Name : Any(Names), member.Value)),
        },
    };

    private string Restyled(string name)
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetter(c) || c == '_'))
        {
            return name;
        }

        string[] words = name.Split('_', StringSplitOptions.RemoveEmptyEntries);
        string pascal = string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        return _random.Next(7) switch
        {
            0 or 1 => pascal.Length > 0 ? char.ToLowerInvariant(pascal[0]) + pascal[1..] : name,
            2 => pascal,
            3 => name.ToUpperInvariant(),
            4 => name.Replace('_', '-'),
            5 => name.Replace('_', ' '),
            _ => name,
        };
    }

    private WireMember Halved(WireMember member, bool hasName)
    {
        if (hasName && _random.Next(3) == 0)
        {
            return member with { Name = member.Name + Any(HalfPairs) };
        }

        string raw = member.Value.Kind == WireKind.Text ? member.Value.Raw : "";
        return member with
            { Value = WireValue.String(_random.Next(2) == 0 ? raw + Any(HalfPairs) : Any(HalfPairs) + raw) };
    }

    private WireValue DeeplyNested(WireValue value)
    {
        int levels = _random.Next(4) switch
            { 0 => DeepestNesting, 1 => 1000, 2 => 100, _ => 1 + _random.Next(JsonText.MaximumDepth) };
        int shape = _random.Next(3);
        string name = Any(NamesOfLevels);
        for (int level = 0; level < levels; level++)
        {
            value = shape == 0 || (shape == 2 && level % 2 == 0) ? WireValue.Array(value) : WireValue
                .Object(new WireMember(name, value));
        }

        return value;
    }

    private WireValue HugeNumber() =>
        _random.Next(3) == 0 ? WireValue.String(Any(HugeNumbers)) : WireValue.Number(Any(HugeNumbers));

    private WireValue AnyValue() => _random.Next(8) switch
    {
        0 => WireValue.Null(),
        1 => WireValue.Truth(_random.Next(2) == 0),
        2 => WireValue.Number(_random.Next(100_000).ToString(CultureInfo.InvariantCulture)),
        3 => WireValue.Number((_random.Next(100_000) / 100m).ToString(CultureInfo.InvariantCulture)),
        4 => WireValue.Array(WireValue.String(Any(Words)), WireValue.Number("7")),
        5 => WireValue.Object(new WireMember(Any(Names), WireValue.String(Any(Words)))),
        6 => WireValue.Number((1_700_000_000 + _random.Next(100_000_000)).ToString(CultureInfo.InvariantCulture)),
        _ => WireValue.String(Any(Words)),
    };

    private string Any(string[] choices) => choices[_random.Next(choices.Length)];
}
