using System.Text.Json;
using System.Text.Json.Nodes;

namespace SunoPS.Gateway;

/// <summary>Writes a task in a dialect.</summary>
internal sealed class TaskWriter(TaskProgress progress)
{
    /// <summary>Writes the whole task.</summary>
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
        TaskKind.Progressing => progress.Advance(task.Id),
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
            LyricsWriter.Write(writer, task);
        }
        else if (state.Clips == ClipStage.None && task.Number % 2 == 0)
        {
            // Servers send null or an empty array; odd numbers get the array.
            writer.WriteNullValue();
        }
        else
        {
            WriteClips(writer, task, state.Clips, times, dialect);
        }
    }

    private static void WriteClips(
        Utf8JsonWriter writer, in StoredTask task, ClipStage stage, in TaskTimes times, GatewayDialect dialect)
    {
        writer.WriteStartArray();
        int count = stage == ClipStage.None ? 0 : GeneratedClip.PerTask;
        for (int index = 1; index <= count; index++)
        {
            var clip = new GeneratedClip(task, index, stage == ClipStage.Complete);
            if (dialect.ClipShape == ClipShape.Flat)
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
