namespace SunoPS.Client.Tests.SavedAnswers;

/// <summary>Tasks, clips and lyrics come back from their own JSON with every property.</summary>
public sealed class SavedObjectTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "payloads");

    /// <summary>
    /// The recorded responses with tasks, except one: its additional properties repeat an id or the metadata, and come
    /// back in another order or one level higher.
    /// </summary>
    public static TheoryData<string> Payloads() =>
        [
            .. Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories)
                .Where(path => !path.EndsWith(".expected.json", StringComparison.Ordinal))
                .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'))
                .Where(name => name != "variations/clip-metadata-forms.json" && TasksOf(name).Count > 0)
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Tasks_come_back_from_objects(string name) =>
        Assert.All(TasksOf(name), task => AssertSame([task], Read(GraphOf(task, asText: false)), asText: false));

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Tasks_come_back_from_texts_and_numbers(string name) =>
        AssertSame(
            TasksOf(name), Read(TasksOf(name).Select(task => GraphOf(task, asText: true)).ToArray()), asText: true);

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Clips_come_back_without_their_task(string name)
    {
        foreach (SunoTask task in TasksOf(name).Where(task => task.Clips.Count > 0))
        {
            SunoTask read = Assert.Single(Read(task.Clips.Select(clip => GraphOf(clip, asText: true)).ToArray()));

            Assert.Equal(
                task.Clips.Select(clip => ValuesOf(clip, asText: true)),
                read.Clips.Select(clip => ValuesOf(clip, asText: true)));
        }
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Lyrics_come_back_without_their_task(string name)
    {
        foreach (SunoLyrics lyrics in TasksOf(name).Select(task => task.Lyrics).OfType<SunoLyrics>())
        {
            SunoTask read = Assert.Single(Read(GraphOf(lyrics, asText: false)));

            Assert.Equal(ValuesOf(lyrics, asText: false), ValuesOf(read.Lyrics!, asText: false));
        }
    }

    [Theory]
    [InlineData("""{"TaskId":"t-1","FailReason":"half \ud83d","IsCompleted":true,"AdditionalProperties":{}}""")]
    [InlineData("""{"TaskId":"t-1","IsCompleted":true,"AdditionalProperties":{"half \ud83d":""}}""")]
    [InlineData("""{"TaskId":"t-1","IsCompleted":true,"AdditionalProperties":"half \ud83d"}""")]
    public void Half_of_a_surrogate_pair_is_kept(string json)
    {
        SunoTask task = Assert.Single(SavedJson.Read(json));

        Assert.Equal("t-1", task.TaskId);
        Assert.Contains(
            "half ", task.FailReason + string.Join(' ', task.AdditionalProperties), StringComparison.Ordinal);
    }

    [Theory]
    [Values("true", "7", "\"text\"", "[{}]")]
    public void Additional_properties_that_are_no_object_are_kept(string json)
    {
        SunoTask task = Assert.Single(
            SavedJson.Read($$"""{"TaskId":"t-1","IsCompleted":true,"AdditionalProperties":{{json}}}"""));

        Assert.Equal(["AdditionalProperties"], task.AdditionalProperties.Keys);
    }

    [Theory]
    [Values("\"AdditionalProperties\"", "[\"AdditionalProperties\"]", "[{\"AdditionalProperties\":{}}]")]
    public void Other_JSON_with_the_name_of_a_property_is_no_saved_object(string json)
    {
        SunoApiException error = Assert.Throws<SunoApiException>(() => SavedJson.Read(json));

        Assert.Equal(SunoErrorKind.InvalidResponse, error.Kind);
    }

    private static IReadOnlyList<SunoTask> TasksOf(string name)
    {
        try
        {
            return SavedJson.Read(File.ReadAllText(Path.Combine(Folder, name)));
        }
        catch (SunoApiException)
        {
            return [];
        }
    }

    private static IReadOnlyList<SunoTask> Read(object graph) =>
        SavedJson.Read(Encoding.UTF8.GetString(JsonGraph.ToUtf8(graph)));

    private static void AssertSame(IReadOnlyList<SunoTask> expected, IReadOnlyList<SunoTask> read, bool asText)
    {
        Assert.Equal(expected.Count, read.Count);
        Assert.All(expected.Zip(read), pair => Assert.Equal(All(pair.First), All(pair.Second)));

        IEnumerable<SortedDictionary<string, object?>> All(SunoTask task) =>
            new object?[] { task, task.Lyrics }.Concat(task.Clips).OfType<object>()
                .Select(part => ValuesOf(part, asText));
    }

    /// <summary>
    /// All property values of an object. A number that was an object keeps its value but not its digits, so only the
    /// names of additional properties are compared then.
    /// </summary>
    private static SortedDictionary<string, object?> ValuesOf(object shown, bool asText)
    {
        SortedDictionary<string, object?> values = PropertyValues.Of(shown);
        foreach (string name in asText ? [] : values.Keys.ToArray())
        {
            PropertyInfo property = shown.GetType().GetProperty(name)!;
            values[name] = property.GetValue(shown) is SunoJsonObject members
                ? string.Join(' ', members.Keys)
                : name == nameof(SunoTask.Clips) ? null : values[name];
        }

        return values;
    }

    /// <summary>The properties of an object as PowerShell passes them, or as ConvertTo-Json writes them.</summary>
    private static Dictionary<string, object?> GraphOf(object saved, bool asText) =>
        saved.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).ToDictionary(
            property => property.Name, property => ValueOf(property.GetValue(saved), asText));

    private static object? ValueOf(object? value, bool asText) => value switch
    {
        SunoJsonObject members => asText ? members.ToString() : members,
        SunoLyrics lyrics => GraphOf(lyrics, asText),
        IEnumerable<SunoClip> clips => clips.Select(clip => GraphOf(clip, asText)).ToArray(),
        Enum word when asText => Convert.ToInt32(word, CultureInfo.InvariantCulture),
        TimeSpan length when asText => new Dictionary<string, object?> { [nameof(TimeSpan.Ticks)] = length.Ticks },
        _ => value,
    };
}
