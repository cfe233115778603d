using System.Text.RegularExpressions;

namespace SunoPS.Client.Tests.Mutations;

/// <summary>
/// Everything that tasks say: what their properties and those of their clips and lyrics hold, by the names that the
/// protocol has for it, and what stands in their additional properties, by the names it stands under. Only properties
/// that hold something of the wire are asked; what follows from others (the mapped status, a task's title, how long it
/// took) keeps nothing.
/// </summary>
internal sealed partial class KeptValues
{
    private readonly HashSet<(WireKind Kind, string Name, string Text)> _additional = [];
    private readonly HashSet<(string FoldedName, string Text)> _texts = [];
    private readonly HashSet<(string FoldedName, decimal Measure)> _measures = [];
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
    /// True where a value of the wire is among them: the same under its name, or what it means under the property's.
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
            || (name == "progress" && leaf.Percentages().Any(percent => _measures.Contains((name, percent))));
    }

    private void Add(SunoTask task)
    {
        Add(task.TaskId, "task_id");
        Add(task.Action, "action");
        Add(task.RawStatus, "status");
        Add(task.Progress, "progress");
        Add(task.FailReason, "fail_reason");
        Add(task.SubmitTime, "submit_time");
        Add(task.StartTime, "start_time");
        Add(task.FinishTime, "finish_time");
        Add(task.NotifyHook, "notify_hook");
        Add(task.AdditionalProperties);
        foreach (SunoClip clip in task.Clips)
        {
            Add(clip);
        }

        if (task.Lyrics is { } lyrics)
        {
            Add(lyrics);
        }
    }

    private void Add(SunoClip clip)
    {
        Add(clip.ClipId, "id", "clip_id");
        Add(clip.TaskId, "task_id");
        Add($"{clip.TaskId}_{clip.Index}", "task_id");
        Add(clip.Title, "title");
        Add(clip.RawStatus, "status");
        Add(clip.Duration, "duration");
        Add(clip.Tags, "tags");
        Add(clip.Prompt, "prompt");
        Add(clip.GptDescriptionPrompt, "gpt_description_prompt");
        Add(clip.ModelName, "model_name", "mv");
        Add(clip.MajorModelVersion, "major_model_version");
        Add(clip.AudioUrl, "audio_url");
        Add(clip.VideoUrl, "video_url");
        Add(clip.ImageUrl, "image_url");
        Add(clip.ImageLargeUrl, "image_large_url");
        Add(clip.ErrorType, "error_type");
        Add(clip.ErrorMessage, "error_message");
        Add(clip.State, "state");
        Add(clip.Message, "msg", "message");
        Add(clip.AudioPromptId, "audio_prompt_id");
        Add(clip.ContinueClipId, "continue_clip_id");
        Add(clip.ContinueAt, "continue_at");
        Add(clip.CreateTime, "create_time", "created_at");
        Add(clip.UpdateTime, "update_time", "updated_at");
        Add(clip.AdditionalProperties);
        AddTags(clip.Tags);
    }

    private void Add(SunoLyrics lyrics)
    {
        Add(lyrics.Id, "id");
        Add(lyrics.Title, "title");
        Add(lyrics.Text, "text");
        Add(lyrics.Tags, "tags");
        Add(lyrics.RawStatus, "status");
        Add(lyrics.ErrorMessage, "error_message");
        Add(lyrics.AdditionalProperties);
        AddTags(lyrics.Tags);
    }

    private void Add(object? value, params IEnumerable<string> names)
    {
        if (value is null)
        {
            return;
        }

        foreach (string name in names.Select(WireNames.Fold))
        {
            switch (value)
            {
                case string { Length: > 0 } text:
                    _texts.Add((name, text));
                    break;
                case DateTime time:
                    _measures.Add((name, time.ToUniversalTime().Ticks));
                    break;
                case TimeSpan span:
                    _measures.Add((name, span.Ticks));
                    break;
                case int number:
                    _measures.Add((name, number));
                    break;
            }
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

                // A name that came before.
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
