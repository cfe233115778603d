using System.Text.RegularExpressions;
using SunoPS.Client.Tests.Variations;

namespace SunoPS.Client.Tests.Mutations;

/// <summary>
/// All values of tasks: the properties of tasks, clips and lyrics by their protocol names, and the additional
/// properties by their own names. Excludes derived properties, such as the mapped status, the title of a task and the
/// elapsed time.
/// </summary>
internal sealed partial class KeptValues
{
    private static readonly ILookup<Type, Field> Fields = Field.All.ToLookup(field => field.Owner);

    private readonly HashSet<(WireKind Kind, string Name, string Text)> _additional = [];
    private readonly HashSet<(string FoldedName, string Text)> _texts = [];
    private readonly HashSet<(string FoldedName, decimal Measure)> _measures = [];
    private readonly HashSet<(string FoldedName, bool Flag)> _flags = [];
    private readonly List<string> _tags = [];

    public static KeptValues Of(params IEnumerable<SunoTask> tasks)
    {
        var kept = new KeptValues();
        foreach (SunoTask task in tasks)
        {
            kept.Add(task);
        }

        return kept;
    }

    /// <summary>
    /// True if a wire value is among them: the same value by its name, or its meaning by the name of the property.
    /// </summary>
    public bool Has(Leaf leaf)
    {
        string name = leaf.Folded;
        return _additional.Contains((leaf.Value.Kind, leaf.Name, leaf.Text))
            || (leaf.Value.Kind != WireKind.Truth
                && (_texts.Contains((name, leaf.Text))
                    || (
                        name == "tags"
                            && _tags.Exists(joined => joined.Contains($", {leaf.Text}, ", StringComparison.Ordinal)))))
            || (WireNames.IsTime(name) && leaf.PointsInTime().Any(ticks => _measures.Contains((name, ticks))))
            || (WireNames.IsDuration(name) && leaf.Lengths().Any(ticks => _measures.Contains((name, ticks))))
            || _flags.Any(flag => flag.FoldedName == name && leaf.Text is "1" or "0" or "true" or "false")
            || (leaf.Number is { } number && _measures.Contains((name, number)))
            || (name == "progress" && leaf.Percentages().Any(percent => _measures.Contains((name, percent))));
    }

    private void Add(SunoTask task)
    {
        AddFields(task);
        Add(task.AdditionalProperties);
        foreach (SunoClip clip in task.Clips)
        {
            AddFields(clip);
            Add(clip.TaskId, "task_id");
            Add($"{clip.TaskId}_{clip.Index}", "task_id");
            Add(clip.AdditionalProperties);
            AddTags(clip.Tags);
        }

        if (task.Lyrics is { } lyrics)
        {
            AddFields(lyrics);
            Add(lyrics.AdditionalProperties);
            AddTags(lyrics.Tags);
        }
    }

    private void AddFields(object shown)
    {
        foreach (Field field in Fields[shown.GetType()])
        {
            Add(field.ValueOf(shown), field.Name);
        }
    }

    private void Add(object? value, string name)
    {
        string folded = WireNames.Fold(name);
        switch (value)
        {
            case string { Length: > 0 } text:
                _texts.Add((folded, text));
                break;
            case DateTime time:
                _measures.Add((folded, time.Ticks));
                break;
            case TimeSpan span:
                _measures.Add((folded, span.Ticks));
                break;
            case int number:
                _measures.Add((folded, number));
                break;
            case decimal number:
                _measures.Add((folded, number));
                break;
            case bool flag:
                _flags.Add((folded, flag));
                break;
        }
    }

    private void AddTags(string? tags)
    {
        if (tags is not null)
        {
            _tags.Add($", {tags}, ");
        }
    }

    private void Add(SunoJsonObject additional)
    {
        foreach (WireMember member in WireValue.Parse(additional.ToString()).Members)
        {
            string name = Leaf.WellFormed(WireValue.Unescape(member.Name));
            foreach (Leaf leaf in Leaf.Of(member.Value, name))
            {
                _additional.Add((leaf.Value.Kind, leaf.Name, leaf.Text));

                // A repeated name.
                if (leaf.Name.Contains('#'))
                {
                    _additional.Add((leaf.Value.Kind, NumberOfRepetition().Replace(leaf.Name, ""), leaf.Text));
                }
            }
        }
    }

    [GeneratedRegex(@"#[1-9][0-9]*$")]
    private static partial Regex NumberOfRepetition();
}
