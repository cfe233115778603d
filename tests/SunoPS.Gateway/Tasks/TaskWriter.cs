namespace SunoPS.Gateway;

/// <summary>Writes a task in a dialect.</summary>
internal sealed class TaskWriter
{
    /// <summary>The number of earlier fetches of each progressing task.</summary>
    private readonly ConcurrentDictionary<string, int> _fetches = new(StringComparer.Ordinal);

    /// <summary>Takes all progressing tasks back to their start.</summary>
    public void Reset() => _fetches.Clear();

    public void Write(Utf8JsonWriter writer, in StoredTask task, GatewayDialect dialect)
    {
        if (task.Kind == TaskKind.Recorded)
        {
            writer.WriteRawValue(task.Recording, skipInputValidation: true);
        }
        else
        {
            WriteGenerated(writer, task, StateOf(task), dialect);
        }
    }

    /// <summary>Writes only the content of a task: its clips or lyrics.</summary>
    public void WriteContent(Utf8JsonWriter writer, in StoredTask task, GatewayDialect dialect)
    {
        if (task.Kind == TaskKind.Recorded)
        {
            using JsonDocument recording = JsonDocument.Parse(task.Recording);
            recording.RootElement.GetProperty("data"u8).WriteTo(writer);
        }
        else
        {
            WriteData(writer, task, StateOf(task), TaskTimes.Of(task.Number), dialect);
        }
    }

    /// <summary>The charge of new-api for a task.</summary>
    public static int QuotaOf(bool isLyrics) => isLyrics ? 5000 : 50000;

    /// <summary>The fields that new-api adds to a task.</summary>
    public static JsonObject RelayFields(long row, long submitted, bool isLyrics) => new()
    {
        ["id"] = row,
        ["created_at"] = submitted,
        ["updated_at"] = submitted,
        ["platform"] = "suno",
        ["user_id"] = 2,
        ["group"] = "default",
        ["channel_id"] = 1,
        ["quota"] = QuotaOf(isLyrics),
        ["properties"] = new JsonObject { ["input"] = "" },
    };

    private TaskState StateOf(in StoredTask task) => task.Kind switch
    {
        TaskKind.Failed => TaskState.Failed,
        TaskKind.Progressing => TaskState.Lifecycle[_fetches.AddOrUpdate(
            task.Id, 0, static (_, fetches) => Math.Min(fetches + 1, TaskState.Lifecycle.Count - 1))],
        _ => TaskState.Succeeded,
    };

    private static void WriteGenerated(
        Utf8JsonWriter writer, in StoredTask task, TaskState state, GatewayDialect dialect)
    {
        TaskTimes times = TaskTimes.Of(task.Number);
        bool isLyrics = task.Kind == TaskKind.Lyrics;
        writer.WriteStartObject();
        if (dialect.SendsServerFields)
        {
            WriteRow(writer, task, state, times);
        }
        else if (dialect.SendsQuota)
        {
            foreach ((string name, JsonNode? value) in RelayFields(task.Row, times.Submitted, isLyrics))
            {
                writer.WritePropertyName(name);
                value!.WriteTo(writer);
            }
        }

        writer.WriteString("task_id"u8, task.Id);
        if (dialect.SendsNotifyHook)
        {
            writer.WriteString("notify_hook"u8, ""u8);
        }

        writer.WriteString("action"u8, isLyrics ? "LYRICS"u8 : "MUSIC"u8);
        writer.WriteString("status"u8, state.Status);
        writer.WriteString("fail_reason"u8, task.Kind == TaskKind.Failed ? FailReasons.Of(task.Number) : "");
        writer.WriteNumber("submit_time"u8, times.Submitted);
        writer.WriteNumber("start_time"u8, state.IsStarted ? times.Started : 0);
        writer.WriteNumber("finish_time"u8, state.IsFinished ? times.Finished : 0);
        if (dialect.SendsProgress)
        {
            writer.WriteString("progress"u8, state.Progress);
        }

        if (dialect.SendsServerFields)
        {
            writer.WriteString("search_item"u8, ""u8);
        }

        writer.WritePropertyName("data"u8);
        WriteData(writer, task, state, times, dialect);
        writer.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter writer, in StoredTask task, TaskState state, in TaskTimes times)
    {
        long updated = state.IsFinished ? times.Finished : state.IsStarted ? times.Started : times.Submitted;
        writer.WriteNumber("id"u8, task.Row);
        writer.WriteString("created_at"u8, DateTime.UnixEpoch.AddSeconds(times.Submitted));
        writer.WriteString("updated_at"u8, DateTime.UnixEpoch.AddSeconds(updated));
    }

    private static void WriteData(
        Utf8JsonWriter writer, in StoredTask task, TaskState state, in TaskTimes times, GatewayDialect dialect)
    {
        if (task.Kind == TaskKind.Lyrics)
        {
            WriteLyrics(writer, task);
        }
        else if (!state.HasClips && task.Number % 2 == 0)
        {
            // Servers send null or an empty array; odd numbers get the array.
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteStartArray();
            for (int index = 1; index <= (state.HasClips ? GeneratedClip.PerTask : 0); index++)
            {
                var clip = new GeneratedClip(task, index, state.IsFinished);
                if (dialect.SendsFlatClips)
                {
                    FlatClipWriter.Write(writer, clip, times);
                }
                else
                {
                    NestedClipWriter.Write(writer, clip, dialect.SendsServerFields);
                }
            }

            writer.WriteEndArray();
        }
    }

    /// <summary>Writes the data of a lyrics task: an object where music has an array.</summary>
    private static void WriteLyrics(Utf8JsonWriter writer, in StoredTask task)
    {
        Song song = SongBook.LyricsOf(task.Number);
        writer.WriteStartObject();
        writer.WriteString("id"u8, TaskIds.Clip(task.Id, 1));
        writer.WriteString("text"u8, song.Prompt);
        writer.WriteString("title"u8, song.Title);
        writer.WriteString("status"u8, "complete"u8);
        writer.WriteStartArray("tags"u8);
        foreach (JsonEncodedText tag in song.TagList)
        {
            writer.WriteStringValue(tag);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
