using System.Globalization;
using System.Text.Json;

namespace SunoPS;

/// <summary>
/// Reads serialized tasks, clips and lyrics (from <c>ConvertTo-Json</c>, or from files beside media). Converts them to
/// the wire format first, so that one reader reads all fields.
/// </summary>
/// <param name="reader">Reads responses.</param>
internal sealed class SavedObjects(AnswerReader reader)
{
    private const string Additional = nameof(SunoTask.AdditionalProperties);

    private static readonly JsonDocumentOptions DocumentOptions = new()
    {
        // Deeper than objects that anybody saves; the time grows with the square of the depth.
        MaxDepth = 1000,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    private enum Kind
    {
        None,
        Task,
        Clip,
        Lyrics,
    }

    /// <summary>Reads the objects; null if the JSON contains anything else.</summary>
    /// <param name="utf8">A valid JSON object or array.</param>
    public IReadOnlyList<SunoTask>? TryRead(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Span.IndexOf("AdditionalProperties"u8) < 0)
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8, DocumentOptions);
            JsonElement root = document.RootElement;
            JsonElement[] items = root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : [root];
            return items.Length > 0 && Array.TrueForAll(items, item => KindOf(item) != Kind.None) ? Read(items) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Nested too deeply, or with a lone surrogate: only the reader of responses can keep that.
            return null;
        }
    }

    private List<SunoTask> Read(JsonElement[] items)
    {
        var tasks = new List<SunoTask>();
        for (int i = 0; i < items.Length; i++)
        {
            switch (KindOf(items[i]))
            {
                case Kind.Task:
                    tasks.Add(ReadTask(items[i]));
                    break;
                case Kind.Lyrics:
                    tasks.Add(ReadContent([items[i]], isLyrics: true));
                    break;
                default:
                    // Successive clips of a task become one task.
                    int begin = i;
                    while (i + 1 < items.Length && KindOf(items[i + 1]) == Kind.Clip
                        && TextOf(items[i + 1], nameof(SunoClip.TaskId))
                            == TextOf(items[begin], nameof(SunoClip.TaskId)))
                    {
                        i++;
                    }

                    tasks.Add(ReadContent([.. items.Skip(begin).Take(i + 1 - begin)], isLyrics: false));
                    break;
            }
        }

        return tasks;
    }

    private SunoTask ReadTask(JsonElement saved)
    {
        JsonElement[] clips =
            saved.TryGetProperty(nameof(SunoTask.Clips), out JsonElement list) && list.ValueKind == JsonValueKind.Array
                ? [.. list.EnumerateArray()]
                : [];
        JsonElement? lyrics =
            saved.TryGetProperty(nameof(SunoTask.Lyrics), out JsonElement said)
            && said.ValueKind == JsonValueKind.Object
                ? said
                : null;
        SunoTask task = Read(keptTitle: false, keptText: false);

        // Title and text come from clips and lyrics. Without those, as in a row of a CSV file, they are kept as fields.
        bool keptTitle = task.Title != TextOf(saved, nameof(SunoTask.Title));
        bool keptText = task.LyricsText != TextOf(saved, nameof(SunoTask.LyricsText));
        task = keptTitle || keptText ? Read(keptTitle, keptText) : task;
        task.Gateway = TextOf(saved, nameof(SunoTask.Gateway));
        task.RawStatus = TextOf(saved, nameof(SunoTask.RawStatus));
        RestoreClips(task, clips);
        RestoreLyrics(task, lyrics);
        return task;

        SunoTask Read(bool keptTitle, bool keptText) => ReadOne(writer =>
        {
            WriteStatus<SunoTaskStatus>(writer, saved);
            WriteContent(writer, clips, lyrics);
            foreach (JsonProperty member in saved.EnumerateObject())
            {
                bool isSaid = member.Name switch
                {
                    nameof(SunoTask.Clips) => member.Value.ValueKind == JsonValueKind.Array,
                    nameof(SunoTask.Lyrics) => lyrics is not null,
                    nameof(SunoTask.Title) => !keptTitle,
                    nameof(SunoTask.LyricsText) => !keptText,
                    nameof(SunoTask.Gateway) => member.Value.ValueKind == JsonValueKind.String,
                    nameof(SunoTask.Status) or nameof(SunoTask.RawStatus) or nameof(SunoTask.IsCompleted)
                        or nameof(SunoTask.Elapsed) => true,
                    _ => false,
                };
                WriteMember(writer, member, isSaid);
            }

            WriteAdditional(writer, saved);
        });
    }

    /// <summary>Reads clips or lyrics that were saved without their task.</summary>
    private SunoTask ReadContent(JsonElement[] content, bool isLyrics)
    {
        SunoTask task = ReadOne(writer =>
        {
            writer.WriteString("task_id", TextOf(content[0], nameof(SunoClip.TaskId)));
            writer.WriteString("action", isLyrics ? "LYRICS" : "MUSIC");
            WriteContent(writer, isLyrics ? [] : content, isLyrics ? content[0] : null);
        });
        RestoreClips(task, isLyrics ? [] : content);
        RestoreLyrics(task, isLyrics ? content[0] : null);
        TaskReader.InferState(task);
        return task;
    }

    private SunoTask ReadOne(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, JsonText.WriterOptions))
        {
            // In an array, members cannot be mistaken for those of an envelope.
            writer.WriteStartArray();
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        return reader.Read(stream.ToArray()).Tasks[0];
    }

    private static void RestoreClips(SunoTask task, JsonElement[] saved)
    {
        for (int i = 0; i < Math.Min(saved.Length, task.Clips.Count); i++)
        {
            SunoClip clip = task.Clips[i];
            clip.RawStatus = TextOf(saved[i], nameof(SunoClip.RawStatus));
            string? place = TextOf(saved[i], nameof(SunoClip.Index));
            clip.Index = int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
                ? index
                : clip.Index;
        }
    }

    private static void RestoreLyrics(SunoTask task, JsonElement? saved)
    {
        if (saved is { } element && task.Lyrics is { } lyrics)
        {
            lyrics.RawStatus = TextOf(element, nameof(SunoLyrics.RawStatus));
        }
    }

    private static void WriteContent(Utf8JsonWriter writer, JsonElement[] clips, JsonElement? lyrics)
    {
        if (lyrics is { } saved)
        {
            writer.WritePropertyName("data");
            WriteLyrics(writer, saved);
        }
        else if (clips.Length > 0)
        {
            writer.WriteStartArray("data");
            foreach (JsonElement clip in clips)
            {
                WriteClip(writer, clip);
            }

            writer.WriteEndArray();
        }
    }

    private static void WriteClip(Utf8JsonWriter writer, JsonElement saved)
    {
        if (KindOf(saved) != Kind.Clip)
        {
            saved.WriteTo(writer);
            return;
        }

        // First, because it identifies a clip.
        writer.WriteStartObject();
        writer.WriteString("clip_id", TextOf(saved, nameof(SunoClip.ClipId)));
        WriteStatus<SunoClipStatus>(writer, saved);
        bool hasLength = TextOf(saved, nameof(SunoClip.Duration)) is not null;
        foreach (JsonProperty member in saved.EnumerateObject())
        {
            switch (member.Name)
            {
                case nameof(SunoClip.DurationSec) when !hasLength:
                    writer.WritePropertyName("duration");
                    member.Value.WriteTo(writer);
                    break;
                case nameof(SunoClip.ClipId) or nameof(SunoClip.Index) or nameof(SunoClip.Status)
                    or nameof(SunoClip.RawStatus) or nameof(SunoClip.DurationSec):
                    break;
                default:
                    WriteMember(writer, member, isSaid: false);
                    break;
            }
        }

        WriteAdditional(writer, saved);
        writer.WriteEndObject();
    }

    private static void WriteLyrics(Utf8JsonWriter writer, JsonElement saved)
    {
        // First, and even if empty, because it identifies lyrics.
        writer.WriteStartObject();
        writer.WriteString("text", TextOf(saved, nameof(SunoLyrics.Text)) ?? "");
        WriteStatus<SunoClipStatus>(writer, saved);
        foreach (JsonProperty member in saved.EnumerateObject())
        {
            bool isSaid = member.Name is nameof(SunoLyrics.Text) or nameof(SunoLyrics.TaskId)
                or nameof(SunoLyrics.Status) or nameof(SunoLyrics.RawStatus);
            WriteMember(writer, member, isSaid);
        }

        WriteAdditional(writer, saved);
        writer.WriteEndObject();
    }

    /// <summary>Writes the status word of the gateway, or else the name of the status.</summary>
    private static void WriteStatus<T>(Utf8JsonWriter writer, JsonElement saved)
        where T : struct, Enum
    {
        string? word = TextOf(saved, "RawStatus")
            ?? (Enum.TryParse(TextOf(saved, "Status"), ignoreCase: true, out T status) && !status.Equals(default(T))
                ? status.ToString()
                : null);
        if (word is not null)
        {
            writer.WriteString("status", word);
        }
    }

    private static void WriteMember(Utf8JsonWriter writer, JsonProperty member, bool isSaid)
    {
        bool isNothing = member.Value.ValueKind == JsonValueKind.Null
            || (member.Value.ValueKind == JsonValueKind.String && member.Value.ValueEquals(""));
        if (isSaid || isNothing || member.Name == Additional)
        {
            return;
        }

        writer.WritePropertyName(member.Name);
        if (member.Value.ValueKind == JsonValueKind.Object
            && member.Value.TryGetProperty(nameof(TimeSpan.Ticks), out JsonElement ticks)
            && ticks.TryGetInt64(out long count))
        {
            // ConvertTo-Json writes a TimeSpan as an object with all its properties.
            writer.WriteNumberValue((decimal)count / TimeSpan.TicksPerSecond);
        }
        else
        {
            member.Value.WriteTo(writer);
        }
    }

    /// <summary>Writes the additional properties last, so that they do not override properties.</summary>
    private static void WriteAdditional(Utf8JsonWriter writer, JsonElement saved)
    {
        JsonElement additional = saved.GetProperty(Additional);
        if (additional.ValueKind == JsonValueKind.String
            && additional.GetString() is { Length: > 0 } text
            && SunoJsonObject.Parse(text) is not null)
        {
            using JsonDocument inner = JsonDocument.Parse(text, DocumentOptions);
            WriteMembers(writer, inner.RootElement);
        }
        else if (additional.ValueKind == JsonValueKind.Object)
        {
            WriteMembers(writer, additional);
        }
        else if (additional.ValueKind != JsonValueKind.Null)
        {
            writer.WritePropertyName(Additional);
            additional.WriteTo(writer);
        }
    }

    private static void WriteMembers(Utf8JsonWriter writer, JsonElement additional)
    {
        foreach (JsonProperty member in additional.EnumerateObject())
        {
            member.WriteTo(writer);
        }
    }

    private static Kind KindOf(JsonElement item) =>
        item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(Additional, out _) ? Kind.None
            : item.TryGetProperty(nameof(SunoTask.IsCompleted), out _) ? Kind.Task
            : item.TryGetProperty(nameof(SunoClip.ClipId), out _) ? Kind.Clip
            : item.TryGetProperty(nameof(SunoLyrics.Text), out _) ? Kind.Lyrics
            : Kind.None;

    /// <summary>Returns a property as text; null if it is missing or empty.</summary>
    private static string? TextOf(JsonElement item, string name) =>
        !item.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null ? null
            : value.ToString() is { Length: > 0 } text ? text
            : null;
}
