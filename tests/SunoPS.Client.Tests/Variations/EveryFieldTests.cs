namespace SunoPS.Client.Tests.Variations;

/// <summary>Every field of every level in every form. All fields of a kind have the same forms and rules.</summary>
public sealed class EveryFieldTests
{
    private static readonly Dictionary<string, Field> Fields = Field.All.ToDictionary(
        field => field.ToString(), StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. Fields.Keys];

    public static TheoryData<string> NamesOfWords =>
        [.. Fields.Where(pair => pair.Value.Name.Contains('_')).Select(pair => pair.Key)];

    [Theory]
    [Values(typeof(SunoTask), typeof(SunoClip), typeof(SunoLyrics))]
    public void Every_property_has_a_row(Type owner)
    {
        IEnumerable<string> rows = Field.All.Where(field => field.Owner == owner).Select(field => field.Property)
            .Concat(Field.Derived[owner]).Append(nameof(SunoTask.AdditionalProperties)).Distinct();

        Assert.Equal(owner.GetProperties().Select(property => property.Name).Order(), rows.Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_property_has_the_value_and_what_does_not_fit_is_kept(string name)
    {
        Field field = Fields[name];
        SortedDictionary<string, object?> others = field.OthersOf(field.Read(""));

        Assert.All(FieldValues.Of(field.Kind), form =>
        {
            object shown = field.Read($"\"{field.Name}\":{form.Json}");

            Assert.Equal(form.Value, field.ValueOf(shown));
            Assert.Equal(form.IsKept ? $"\"{field.Name}\":{form.Json}" : "", KeptOf(shown, field));
            Assert.Equal(others, field.OthersOf(shown));
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_known_in_every_case_style_and_kept_under_its_wire_name(string name)
    {
        Field field = Fields[name];
        FieldForm form = FieldValues.Of(field.Kind).First(form => form.Value is not null);

        Assert.All(field.Spellings, spelling =>
        {
            Assert.Equal(form.Value, field.ValueOf(field.Read($"\"{spelling}\":{form.Json}")));
            Assert.Equal($"\"{spelling}\":[{{}}]", KeptOf(field.Read($"\"{spelling}\":[{{}}]"), field));
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_last_of_two_values_wins(string name)
    {
        Field field = Fields[name];
        (string first, string last) = TwoValuesOf(field.Kind);

        object read = field.Read($"\"{field.Name}\":{first},\"{field.Name.ToUpperInvariant()}\":{last}");

        Assert.Equal(field.ValueOf(field.Read($"\"{field.Name}\":{last}")), field.ValueOf(read));
        Assert.Equal("", KeptOf(read, field));
    }

    [Theory]
    [MemberData(nameof(NamesOfWords))]
    public void The_first_of_two_styles_that_is_not_empty_wins_and_the_other_is_kept(string name)
    {
        Field field = Fields[name];
        string other = field.Spellings.Last();
        (string first, string second) = TwoValuesOf(field.Kind);

        object read = field.Read($"\"{field.Name}\":{first},\"{other}\":{second}");
        object afterNothing = field.Read($"\"{field.Name}\":null,\"{other}\":{second}");

        Assert.Equal(field.ValueOf(field.Read($"\"{field.Name}\":{first}")), field.ValueOf(read));
        Assert.Equal($"\"{other}\":{second}", KeptOf(read, field));
        Assert.NotEqual(field.ValueOf(read), field.ValueOf(afterNothing));
        Assert.Equal("", KeptOf(afterNothing, field));
    }

    [Theory]
    [Values("id", "clip_id", "task_id", "status", "metadata", "create_time", "created_at", "update_time", "updated_at")]
    public void Fields_of_metadata_itself_are_not_fields_of_the_clip(string name)
    {
        const string Base = """{"task_id":"t","data":[{"clip_id":"c","metadata":{"type":"gen"}}]}""";
        SortedDictionary<string, object?> expected = PropertyValues.Of(SavedJson.Read(Base)[0].Clips[0]);

        Assert.All(new[] { "\"word\"", "1716191749", "\"\"", "true", "[1]", "{\"a\":1}" }, json =>
        {
            SunoClip clip = SavedJson.Read(
                Base.Replace(
                    "\"type\":\"gen\"", $"\"type\":\"gen\",\"{name}\":{json}", StringComparison.Ordinal))[0].Clips[0];

            expected["AdditionalProperties"] = $$"""{"type":"gen","{{name}}":{{json}}}""";
            Assert.Equal(expected, PropertyValues.Of(clip));
        });
    }

    private static (string First, string Second) TwoValuesOf(FieldKind kind) => kind switch
    {
        FieldKind.Time => ("1716191749", "1716191750"),
        FieldKind.Duration => ("219", "220"),
        FieldKind.Percent or FieldKind.Number or FieldKind.Count => ("45", "46"),
        FieldKind.Flag => ("true", "false"),
        _ => ("\"one\"", "\"two\""),
    };

    /// <summary>The additional properties without braces and the surroundings of the field.</summary>
    private static string KeptOf(object shown, Field field)
    {
        string text = PropertyValues.Of(shown)["AdditionalProperties"]!.ToString()!;
        return field.Level == FieldLevel.Metadata
            ? text["{\"type\":\"gen\"".Length..^1].TrimStart(',')
            : text[1..^1];
    }
}
