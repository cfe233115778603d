using System.Text.Json;

namespace SunoPS;

/// <summary>Reads a clip of either wire shape: with its fields side by side, or some of them in <c>metadata</c>.</summary>
internal static class ClipReader
{
    private static readonly NameTable<Field> Fields = new(
        ("id", Field.Id),
        ("clip_id", Field.ClipId),
        ("task_id", Field.TaskId),
        ("title", Field.Title),
        ("status", Field.Status),
        ("metadata", Field.Metadata),
        ("duration", Field.Duration),
        ("tags", Field.Tags),
        ("prompt", Field.Prompt),
        ("gpt_description_prompt", Field.GptDescriptionPrompt),
        ("model_name", Field.ModelName),
        ("mv", Field.ModelName),
        ("major_model_version", Field.MajorModelVersion),
        ("audio_url", Field.AudioUrl),
        ("video_url", Field.VideoUrl),
        ("image_url", Field.ImageUrl),
        ("image_large_url", Field.ImageLargeUrl),
        ("error_type", Field.ErrorType),
        ("error_message", Field.ErrorMessage),
        ("state", Field.State),
        ("msg", Field.Message),
        ("message", Field.Message),
        ("audio_prompt_id", Field.AudioPromptId),
        ("continue_clip_id", Field.ContinueClipId),
        ("continue_at", Field.ContinueAt),
        ("create_time", Field.CreateTime),
        ("created_at", Field.CreateTime),
        ("update_time", Field.UpdateTime),
        ("updated_at", Field.UpdateTime));

    private enum Field
    {
        None,
        Id,
        ClipId,
        TaskId,
        Title,
        Status,
        Metadata,
        Duration,
        Tags,
        Prompt,
        GptDescriptionPrompt,
        ModelName,
        MajorModelVersion,
        AudioUrl,
        VideoUrl,
        ImageUrl,
        ImageLargeUrl,
        ErrorType,
        ErrorMessage,
        State,
        Message,
        AudioPromptId,
        ContinueClipId,
        ContinueAt,
        CreateTime,
        UpdateTime,
    }

    /// <summary>True for a name that only a clip has, no lyrics text and no task.</summary>
    public static bool IsClipName(ReadOnlySpan<byte> name) => Fields.Find(name)
        is Field.ClipId or Field.Metadata or Field.Duration or Field.GptDescriptionPrompt or Field.ModelName or Field.MajorModelVersion
        or Field.AudioUrl or Field.VideoUrl or Field.ImageUrl or Field.ImageLargeUrl or Field.AudioPromptId
        or Field.ContinueClipId or Field.ContinueAt;

    /// <summary>True for a name that a clip has, whatever else has it too.</summary>
    public static bool IsKnownName(ReadOnlySpan<byte> name) => Fields.Find(name) != Field.None;

    /// <summary>Reads the object that the reader stands on.</summary>
    /// <param name="reader">Stands on the start of the object; is left at its end.</param>
    /// <param name="utf8">The bytes the reader reads.</param>
    /// <param name="pool">Where repeated words are kept.</param>
    /// <param name="previous">The clip before it in the same bytes; null for the first.</param>
    public static ClipDraft Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, StringPool pool, ClipDraft? previous)
    {
        var draft = new ClipDraft();
        ReadFields(ref reader, utf8, pool, draft, previous, isMetadata: false);
        draft.KeepFields(utf8);
        return draft;
    }

    private static void ReadFields(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, StringPool pool, ClipDraft draft, ClipDraft? previous, bool isMetadata)
    {
        SunoClip clip = draft.Clip;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            int nameStart = (int)reader.TokenStartIndex + 1;
            Field field = Fields.Find(name);
            reader.Read();
            int start = (int)reader.TokenStartIndex;
            bool understood = false;
            switch (field)
            {
                // An id or status within the metadata is of something else.
                case Field.Id or Field.ClipId or Field.TaskId or Field.Status or Field.Metadata or Field.CreateTime or Field.UpdateTime when isMetadata:
                    reader.Skip();
                    break;
                case Field.Metadata when reader.TokenType == JsonTokenType.StartObject:
                    ReadFields(ref reader, utf8, pool, draft, previous, isMetadata: true);
                    understood = true;
                    break;
                case Field.Metadata when IsOneObjectInArray(reader):
                    reader.Read();
                    ReadFields(ref reader, utf8, pool, draft, previous, isMetadata: true);
                    reader.Read();
                    understood = true;
                    break;
                case Field.Metadata:
                    understood = reader.TokenType == JsonTokenType.Null || (reader.TokenType == JsonTokenType.String && reader.ValueSpan.IsEmpty);
                    reader.Skip();
                    break;
                case Field.Id:
                    draft.Id = FieldValue.Text(ref reader, null, draft.Id, ref understood);
                    break;
                case Field.ClipId:
                    draft.ClipId = FieldValue.Text(ref reader, null, draft.ClipId, ref understood);
                    break;
                case Field.TaskId:
                    draft.TaskId = FieldValue.Text(ref reader, null, draft.TaskId, ref understood);
                    break;
                case Field.Title:
                    clip.Title = FieldValue.Text(ref reader, pool, clip.Title, ref understood);
                    break;
                case Field.Status:
                    clip.RawStatus = FieldValue.Text(ref reader, pool, clip.RawStatus, ref understood);
                    break;
                case Field.Duration:
                    clip.Duration = FieldValue.Duration(ref reader, clip.Duration, ref understood);
                    break;
                case Field.Tags:
                    clip.Tags = FieldValue.JoinedText(ref reader, pool, clip.Tags, ref understood);
                    break;
                case Field.Prompt:
                    draft.Prompt = SourcedText.Read(ref reader, utf8, draft.Prompt, previous?.Prompt ?? default, ref understood);
                    break;
                case Field.GptDescriptionPrompt:
                    draft.Description = SourcedText.Read(ref reader, utf8, draft.Description, previous?.Description ?? default, ref understood);
                    break;
                case Field.ModelName:
                    clip.ModelName = FieldValue.Text(ref reader, pool, clip.ModelName, ref understood);
                    break;
                case Field.MajorModelVersion:
                    clip.MajorModelVersion = FieldValue.Text(ref reader, pool, clip.MajorModelVersion, ref understood);
                    break;
                case Field.AudioUrl:
                    clip.AudioUrl = FieldValue.Text(ref reader, null, clip.AudioUrl, ref understood);
                    break;
                case Field.VideoUrl:
                    clip.VideoUrl = FieldValue.Text(ref reader, null, clip.VideoUrl, ref understood);
                    break;
                case Field.ImageUrl:
                    clip.ImageUrl = FieldValue.Text(ref reader, null, clip.ImageUrl, ref understood);
                    break;
                case Field.ImageLargeUrl:
                    clip.ImageLargeUrl = FieldValue.Text(ref reader, null, clip.ImageLargeUrl, ref understood);
                    break;
                case Field.ErrorType:
                    clip.ErrorType = FieldValue.Text(ref reader, pool, clip.ErrorType, ref understood);
                    break;
                case Field.ErrorMessage:
                    clip.ErrorMessage = FieldValue.Text(ref reader, pool, clip.ErrorMessage, ref understood);
                    break;
                case Field.State:
                    clip.State = FieldValue.Text(ref reader, pool, clip.State, ref understood);
                    break;
                case Field.Message:
                    clip.Message = FieldValue.Text(ref reader, pool, clip.Message, ref understood);
                    break;
                case Field.AudioPromptId:
                    clip.AudioPromptId = FieldValue.Text(ref reader, null, clip.AudioPromptId, ref understood);
                    break;
                case Field.ContinueClipId:
                    clip.ContinueClipId = FieldValue.Text(ref reader, null, clip.ContinueClipId, ref understood);
                    break;
                case Field.ContinueAt:
                    clip.ContinueAt = FieldValue.Duration(ref reader, clip.ContinueAt, ref understood);
                    break;
                case Field.CreateTime:
                    clip.CreateTime = FieldValue.Time(ref reader, clip.CreateTime, ref understood);
                    break;
                case Field.UpdateTime:
                    clip.UpdateTime = FieldValue.Time(ref reader, clip.UpdateTime, ref understood);
                    break;
                default:
                    reader.Skip();
                    break;
            }

            if (field is Field.Id or Field.TaskId && understood)
            {
                (Range, Range) place = (nameStart..(nameStart + name.Length), start..(int)reader.BytesConsumed);
                if (field == Field.Id && draft.Id is not null)
                {
                    draft.IdField ??= place;
                }
                else if (field == Field.TaskId && draft.TaskId is not null)
                {
                    draft.TaskIdField ??= place;
                }
            }

            if (!understood)
            {
                draft.AdditionalProperties.Add(name, utf8[start..(int)reader.BytesConsumed]);
            }
        }
    }

    private static bool IsOneObjectInArray(Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray || !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        reader.Skip();
        return reader.Read() && reader.TokenType == JsonTokenType.EndArray;
    }
}
