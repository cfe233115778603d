namespace SunoPS.Client.Tests.Mutations;

/// <summary>
/// Recorded tasks with random changes, in one of the forms of a response. Most values contain a number that no other
/// value has. The same seed and number create the same response.
/// </summary>
internal sealed partial class ChangedAnswer
{
    /// <summary>Characters for which the final text has something that a JSON tree cannot hold.</summary>
    private const string HalfPair = "\uE000", Again = "\uE001", Deep = "\uE002";

    private const string Replaced = "replaced by a later value";

    private static readonly string[] HugeNumbers =
    [
        "1e999", "-1e999", "1e-999", "9223372036854775808", "-9223372036854775809", "79228162514264337593543950336",
        "123456789012345678901234567890.123456789", "0.00000000000000000000000000001", "-0.0", "4.50", "1E+2",
        new('7', 400), "1" + new string('0', 1500),
    ];

    private static readonly string[] Names =
    [
        "task_id", "status", "progress", "data", "fail_reason", "submit_time", "finish_time", "notify_hook", "message",
        "msg", "detail", "type", "request_id", "id", "clip_id", "title", "metadata", "duration", "tags", "prompt", "mv",
        "model_name", "audio_url", "error_message", "state", "continue_at", "created_at", "update_time", "text",
        "unknown", "search_item", "a#2", "", "\u57ce", "quote\"d", new string('n', 100),
    ];

    private static readonly JsonDocument[] Recorded =
    [
        .. Directory.EnumerateFiles(
            Path.Combine(AppContext.BaseDirectory, "payloads"), "*.json", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".expected.json", StringComparison.Ordinal) && !file.Contains("family"))
            .Order(StringComparer.Ordinal)
            .SelectMany(file => TasksIn(JsonDocument.Parse(
                File.ReadAllText(file), new JsonDocumentOptions { AllowTrailingCommas = true }).RootElement))
            .Where(task => !task.Contains("\\ud", StringComparison.OrdinalIgnoreCase))
            .Select(task => JsonDocument.Parse(task)),
    ];

    private readonly Random _random;
    private int _values;

    public ChangedAnswer(int seed, int number)
    {
        _random = new Random(unchecked((seed * 1_000_003) + number));
        Number = number;
        TaskCount = 1 + _random.Next(3);
        JsonNode[] tasks =
            [.. Enumerable.Range(number, TaskCount).Select(i => Copy(Recorded[i % Recorded.Length].RootElement)!)];
        for (int left = 1 + _random.Next(4); left > 0; left--)
        {
            Change(Any(tasks));
        }

        string text = FormOf([.. tasks.Select(task => task.ToJsonString())]);
        (string open, string close) = Any([("[", "]"), ("{\"data\":", "}"), ("[{\"a\":", "}]")]);
        int levels = OneIn(2) ? 10_000 : OneIn(2) ? 200 : 40;
        Json = MarkedAgain().Replace(text, "").Replace("uE000", Any(["ud83c", "uDFB5"]), StringComparison.Ordinal)
            .Replace("\"\\uE002\"", Repeat(open, levels) + "1" + Repeat(close, levels), StringComparison.Ordinal);
        IsUnreadable = levels > JsonText.MaximumDepth && text.Contains("\"\\uE002\"", StringComparison.Ordinal);
        if (OneIn(25))
        {
            Changes.Add("truncate");
            IsUnreadable = true;
            Json = Json[..(1 + _random.Next(Json.Length - 1))];
        }
    }

    public static IReadOnlyCollection<string> Kinds { get; } =
    [
        "delete", "null", "retype", "nest", "rename", "repeat", "add", "move", "huge number", "half a surrogate pair",
        "deep nesting",
    ];

    public static int RecordedTasks => Recorded.Length;

    public int Number { get; }

    public string Json { get; }

    public int TaskCount { get; }

    public List<string> Changes { get; } = [];

    /// <summary>True for a response that must not be read, not even in part.</summary>
    public bool IsUnreadable { get; }

    public override string ToString() =>
        $"input {Number} ({string.Join(", ", Changes)}): {(Json.Length > 3000 ? Json[..3000] + "…" : Json)}";

    private static IEnumerable<string> TasksIn(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(TasksIn),
        JsonValueKind.Object when value.EnumerateObject().Any(member => IsAction(member.Name)) => [value.GetRawText()],
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => TasksIn(member.Value)),
        _ => [],
    };

    /// <summary>True for the field that makes an object a task, which no change removes.</summary>
    private static bool IsAction(string name) => name.Equals("action", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the response with tasks in one of the forms of gateways.</summary>
    private string FormOf(string[] tasks)
    {
        string all = $"[{string.Join(',', tasks)}]";
        string map = $"{{{string.Join(',', tasks.Select((task, i) => $"\"t-{i}\":{task}"))}}}";
        return Any<string>(
        [
            all,
            tasks.Length == 1 ? tasks[0] : all,
            Wire.One(tasks.Length == 1 ? tasks[0] : all),
            $$$"""{"Code":200,"Data":{{{all}}},"extra":{"deep":[1]}}""",
            $$"""{"data":{{map}},"code":"success"}""",
            $$$$"""{"data":{"data":{"data":{{{{all}}}}}}}""",
            Wire.One(JsonSerializer.Serialize(all)),
        ]);
    }

    /// <summary>Copies a value, mostly with new scalars; of fields with one name, the last one.</summary>
    private JsonNode? Copy(JsonElement value, string name = "") => value.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(value.EnumerateObject()
            .GroupBy(member => member.Name, StringComparer.OrdinalIgnoreCase)
            .Select(same => KeyValuePair.Create(same.Last().Name, Copy(same.Last().Value, same.Key)))),
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(item => Copy(item, name))]),
        JsonValueKind.String or JsonValueKind.Number when !IsAction(name) && !OneIn(4) => NewValue(),
        _ => JsonNode.Parse(value.GetRawText()),
    };

    private JsonNode NewValue()
    {
        int unique = 7_000_000 + _values++;
        return _random.Next(3) switch { 0 => unique, 1 => $"{unique}", _ => $"v{unique} \u57ce\u5e02" };
    }

    private void Change(JsonNode task)
    {
        (JsonNode parent, string? name, int index)[] places = [.. PlacesIn(task)];
        if (places.Length == 0)
        {
            return;
        }

        (JsonNode parent, string? name, int index) = Any(places);
        JsonNode? value = (name is null ? parent[index] : parent[name])?.DeepClone();
        string kind = Any([.. Kinds]);
        Changes.Add(kind);
        switch (kind)
        {
            case "null":
                Set(null);
                break;
            case "retype":
                Set(Retyped(value));
                break;
            case "nest":
                Set(Nested(value, name));
                break;
            case "huge number":
                Set(JsonNode.Parse(Any(HugeNumbers)));
                break;
            case "deep nesting":
                Set(OneIn(4) ? Deep : NewValue());
                break;
            case "half a surrogate pair" when name is null || OneIn(2):
                Set(OneIn(2) ? $"{value}{HalfPair}" : $"{HalfPair}{value}");
                break;
            case "repeat" when name is not null && !name.Contains(Again, StringComparison.Ordinal):
                string again = NewName(parent.AsObject(), name, Restyled(name) + Again);
                parent[name] = Replaced;
                parent[again] = value;
                break;
            case "add" when name is not null:
                parent[NewName(parent.AsObject(), "unknown", Any(Names))] = NewValue();
                break;
            case "delete" when name is null:
                parent.AsArray().RemoveAt(index);
                break;
            case "delete" or "rename" or "move" or "half a surrogate pair" when name is not null:
                parent.AsObject().Remove(name);
                if (kind != "delete")
                {
                    string other = kind switch { "rename" => Restyled(name), "move" => name, _ => name + HalfPair };
                    parent[NewName(parent.AsObject(), name, other)] = value;
                }

                break;
        }

        void Set(JsonNode? changed)
        {
            if (name is null)
            {
                parent[index] = changed;
            }
            else
            {
                parent[name] = changed;
            }
        }
    }

    /// <summary>Returns a name, or the present one if another field has it in any case and would be replaced.</summary>
    private static string NewName(JsonObject parent, string present, string name) =>
        parent.Any(member => member.Key != present && Plain(member.Key) == Plain(name)) ? present : name;

    private static string Plain(string name) => name.Replace(Again, "", StringComparison.Ordinal).ToUpperInvariant();

    private static IEnumerable<(JsonNode Parent, string? Name, int Index)> PlacesIn(JsonNode? node) => node switch
    {
        JsonObject members => members.Where(member => !IsAction(member.Key) && member.Value?.ToString() != Replaced)
            .SelectMany(member => PlacesIn(member.Value).Prepend((members, member.Key, 0))),
        JsonArray items => items.SelectMany((item, index) => PlacesIn(item).Prepend((items, null, index))),
        _ => [],
    };

    private JsonNode? Retyped(JsonNode? value) => (value, _random.Next(8)) switch
    {
        (_, 0) => OneIn(2),
        (_, 1) => new JsonArray(),
        (_, 2) => new JsonObject(),
        (_, 3) => "",
        (JsonArray items, 4 or 5) => new JsonObject(
            items.Select((item, index) => KeyValuePair.Create($"key-{index}", item?.DeepClone()))),
        (JsonObject members, 4 or 5) => new JsonArray([.. members.Select(member => member.Value?.DeepClone())]),
        (JsonArray or JsonObject, _) => value.ToJsonString(),
        _ => new JsonArray(value, NewValue()),
    };

    private JsonNode Nested(JsonNode? value, string? name) => _random.Next(4) switch
    {
        0 => new JsonArray(value),
        1 => new JsonArray(new JsonArray(value)),
        2 => new JsonArray(value, NewValue()),
        _ => new JsonObject { [name is not null && OneIn(2) ? name : Any(Names)] = value },
    };

    private string Restyled(string name)
    {
        if (!PlainName().IsMatch(name))
        {
            return name;
        }

        string pascal = string.Concat(name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        return Any(
        [
            pascal, char.ToLowerInvariant(pascal[0]) + pascal[1..], name.ToUpperInvariant(), name.Replace('_', '-'),
            name.Replace('_', ' '), name,
        ]);
    }

    private bool OneIn(int count) => _random.Next(count) == 0;

    private T Any<T>(T[] choices) => choices[_random.Next(choices.Length)];

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    [GeneratedRegex("^[A-Za-z]+(_[A-Za-z]+)*$")]
    private static partial Regex PlainName();

    [GeneratedRegex(@"\\+uE001")]
    private static partial Regex MarkedAgain();
}
