namespace SunoPS;

/// <summary>The fields that readers look for, in any case style: <c>TaskId</c> is <c>task_id</c> on the wire.</summary>
internal enum WireField : byte
{
    /// <summary>Any other name.</summary>
    None,

    /// <summary>The kind of a value: of an error, and of other objects.</summary>
    Type,

    // Envelopes and errors: the answer reader reads all of them, from the first to the last.
    Code, Data, Detail, Error, Items, Message, Msg, RequestId, Success, Page, PageSize, Size, Total, TotalCount,

    // Tasks, and the names of their content.
    TaskId, Action, Status, Progress, FailReason, SubmitTime, StartTime, FinishTime, NotifyHook, Quota,
    Clips, SunoData, Response,

    // Clips and lyrics.
    Id, ClipId, Metadata, Title, Text, Duration, Tags, NegativeTags, Prompt, GptDescriptionPrompt,
    ModelName, Mv, MajorModelVersion, AudioUrl, Cld2AudioUrl, StreamAudioUrl, VideoUrl, ImageUrl, ImageLargeUrl,
    State, ErrorType, ErrorMessage, AudioPromptId, ContinueClipId, ContinueAt, CoverClipId, PersonaId,
    MakeInstrumental, CreateTime, CreatedAt, UpdateTime, UpdatedAt, Handle, PlayCount, UpvoteCount,
}
