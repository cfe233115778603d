using System.Text;
using System.Text.Json;

namespace SunoPS;

/// <summary>The parsed response to a submission.</summary>
/// <param name="TaskId">The id of the task; null if the response has none.</param>
/// <param name="HasContent">True if there is any value where a task or its id belongs.</param>
internal readonly record struct SubmissionAnswer(string? TaskId, bool HasContent)
{
    private static readonly NameTable<Field> Fields = new(
        ("data", Field.Data),
        ("task_id", Field.TaskId),
        ("id", Field.Id));

    private enum Field
    {
        None,
        Data,
        TaskId,
        Id,
    }

    /// <summary>
    /// Reads a response: the id is a string or number, alone, in an object or in an array of one; with or without an
    /// envelope.
    /// </summary>
    /// <param name="utf8">The body as UTF-8.</param>
    /// <exception cref="JsonException">The body is invalid or truncated JSON.</exception>
    public static SubmissionAnswer Read(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, JsonText.ReaderOptions);
        reader.Read();
        return reader.TokenType == JsonTokenType.StartObject ? ReadObject(ref reader, isAnswer: true) : ReadData(
            ref reader);
    }

    private static SubmissionAnswer ReadData(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => ReadText(JsonText.Read(ref reader).Trim()),
        JsonTokenType.StartArray => ReadArray(ref reader),
        _ => ReadElement(ref reader),
    };

    private static SubmissionAnswer ReadElement(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(ref reader, isAnswer: false);
            case JsonTokenType.String:
                return Plain(JsonText.Read(ref reader).Trim());
            case JsonTokenType.Number:
                return Plain(Encoding.ASCII.GetString(reader.ValueSpan));
            default:
                reader.Skip();
                return default;
        }
    }

    /// <summary>Reads a string: an id, or JSON serialized to a string.</summary>
    private static SubmissionAnswer ReadText(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        if (!JsonText.IsWhole(utf8))
        {
            return Plain(text);
        }

        var reader = new Utf8JsonReader(utf8, JsonText.ReaderOptions);
        reader.Read();
        return reader.TokenType == JsonTokenType.StartArray ? ReadArray(ref reader) : ReadElement(ref reader);
    }

    /// <summary>
    /// Reads an array of one. With several items, it is not known which one belongs to the submission.
    /// </summary>
    private static SubmissionAnswer ReadArray(ref Utf8JsonReader reader)
    {
        SubmissionAnswer only = default;
        int count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            only = ReadElement(ref reader);
            count++;
        }

        return count <= 1 ? only : new SubmissionAnswer(null, HasContent: true);
    }

    /// <summary>
    /// Reads an object: its <c>task_id</c>, else the id in the <c>data</c> of the response, else its <c>id</c>.
    /// </summary>
    private static SubmissionAnswer ReadObject(ref Utf8JsonReader reader, bool isAnswer)
    {
        string? taskId = null;
        string? id = null;
        SubmissionAnswer? data = null;
        bool isEmpty = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            isEmpty = false;
            Field field = Fields.Find(reader.ValueSpan);
            reader.Read();
            switch (field)
            {
                case Field.TaskId:
                    taskId ??= Word(ref reader);
                    break;
                case Field.Id:
                    id ??= Word(ref reader);
                    break;

                // Only the envelope's data: the data of a task contains the ids of clips.
                case Field.Data when isAnswer:
                    data = ReadData(ref reader);
                    break;
            }

            reader.Skip();
        }

        return taskId is not null ? new SubmissionAnswer(taskId, HasContent: true)
            : data ?? new SubmissionAnswer(id, HasContent: !isAnswer && !isEmpty);
    }

    private static string? Word(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => Fitting(JsonText.Read(ref reader).Trim()),
        JsonTokenType.Number => Encoding.ASCII.GetString(reader.ValueSpan),
        _ => null,
    };

    private static SubmissionAnswer Plain(string text) => new(Fitting(text), HasContent: text.Length > 0);

    /// <summary>Returns an id; null for a text that cannot be an id, such as a sentence.</summary>
    private static string? Fitting(string text) =>
        SunoTaskId.FindFault(text) is null && !text.Any(char.IsWhiteSpace) ? text : null;
}
