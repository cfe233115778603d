using System.Text;
using System.Text.Json;

namespace SunoPS;

/// <summary>Reads a gateway's whole answer: the envelope and the tasks in it, bare tasks, or an error.</summary>
/// <param name="pool">Where repeated words are kept.</param>
/// <param name="gateway">What <see cref="SunoTask.Gateway"/> shall say.</param>
internal sealed class AnswerReader(StringPool pool, string? gateway)
{
    private static readonly NameTable<Field> Fields = new(
        ("code", Field.Code),
        ("message", Field.Message),
        ("msg", Field.Message),
        ("detail", Field.Message),
        ("data", Field.Data),
        ("error", Field.Error),
        ("type", Field.Type),
        ("request_id", Field.RequestId));

    private readonly TaskReader _taskReader = new(pool, gateway);

    private enum Field
    {
        None,
        Code,
        Message,
        Data,
        Error,
        Type,
        RequestId,
    }

    /// <summary>What an object is.</summary>
    private enum Shape
    {
        Unknown,
        Envelope,
        Task,
        Content,
    }

    /// <summary>Reads the answer.</summary>
    /// <param name="utf8">The body as UTF-8, without a byte order mark.</param>
    /// <param name="fallbackId">The id of a task that does not tell its own; null where more than one was asked for.</param>
    /// <exception cref="JsonException">The body is no JSON, or breaks off.</exception>
    public GatewayAnswer Read(ReadOnlySpan<byte> utf8, string? fallbackId)
    {
        var answer = new GatewayAnswer();
        var reader = new Utf8JsonReader(utf8, JsonText.ReaderOptions);
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when Classify(reader, isWhole: true) == Shape.Envelope:
                ReadEnvelope(ref reader, utf8, answer, fallbackId);
                break;
            case JsonTokenType.StartObject:
                ReadData(ref reader, utf8, answer, fallbackId);
                answer.HasData = answer.Tasks.Count > 0;
                break;
            case JsonTokenType.StartArray:
                ReadData(ref reader, utf8, answer, fallbackId);
                break;
            default:
                throw new JsonException("The JSON is neither an object nor an array.");
        }

        return answer;
    }


    private void ReadEnvelope(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, GatewayAnswer answer, string? fallbackId)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Field field = Fields.Find(reader.ValueSpan);
            reader.Read();
            switch (field)
            {
                case Field.Data:
                    ReadData(ref reader, utf8, answer, fallbackId);
                    break;
                case Field.Error when reader.TokenType == JsonTokenType.StartObject:
                    answer.HasError = true;
                    ReadError(ref reader, answer);
                    break;
                case Field.Error when reader.TokenType == JsonTokenType.String:
                    answer.HasError = true;
                    answer.Message = Word(ref reader) ?? answer.Message;
                    break;
                case Field.Code:
                    answer.Code ??= Word(ref reader);
                    reader.Skip();
                    break;
                case Field.Message:
                    answer.Message ??= Word(ref reader);
                    reader.Skip();
                    break;
                case Field.RequestId:
                    answer.RequestId = Word(ref reader);
                    reader.Skip();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    /// <summary>The error of an OpenAI-style answer.</summary>
    private static void ReadError(ref Utf8JsonReader reader, GatewayAnswer answer)
    {
        string? code = null;
        string? type = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Field field = Fields.Find(reader.ValueSpan);
            reader.Read();
            switch (field)
            {
                case Field.Code:
                    code = Word(ref reader);
                    break;
                case Field.Type:
                    type = Word(ref reader);
                    break;
                case Field.Message:
                    answer.Message = Word(ref reader) ?? answer.Message;
                    break;
                case Field.RequestId:
                    answer.RequestId = Word(ref reader) ?? answer.RequestId;
                    break;
            }

            reader.Skip();
        }

        answer.Code = code ?? type ?? answer.Code;
    }

    /// <summary>A word or number as text; null for anything else and for nothing.</summary>
    private static string? Word(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String when !reader.ValueSpan.IsEmpty => JsonText.Read(ref reader),
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.ASCII.GetString(reader.ValueSpan),
        _ => null,
    };

    private void ReadData(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, GatewayAnswer answer, string? fallbackId)
    {
        answer.HasData = true;
        Utf8JsonReader start = reader;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    ReadElement(ref reader, utf8, answer, fallbackId);
                }

                break;
            case JsonTokenType.StartObject when Classify(reader, isWhole: false) == Shape.Task:
                answer.Tasks.Add(_taskReader.Read(ref reader, utf8, fallbackId));
                break;
            case JsonTokenType.StartObject:
                // Tasks as an object whose names are their ids.
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    string key = JsonText.Read(ref reader);
                    reader.Read();
                    ReadElement(ref reader, utf8, answer, key);
                }

                break;
            case JsonTokenType.String when !reader.ValueSpan.IsEmpty:
                ReadDataInText(JsonText.Read(ref reader), answer, fallbackId);
                return;
            default:
                answer.HasForeignData |= reader.TokenType is not (JsonTokenType.Null or JsonTokenType.String);
                return;
        }

        if (answer is { Tasks.Count: 0, HasForeignData: true } && _taskReader.TryReadBareContent(ref start, utf8, fallbackId) is { } task)
        {
            answer.Tasks.Add(task);
            answer.HasForeignData = false;
        }
    }

    private void ReadElement(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, GatewayAnswer answer, string? fallbackId)
    {
        if (reader.TokenType == JsonTokenType.StartObject && Classify(reader, isWhole: false) == Shape.Task)
        {
            answer.Tasks.Add(_taskReader.Read(ref reader, utf8, fallbackId));
        }
        else
        {
            answer.HasForeignData |= reader.TokenType != JsonTokenType.Null;
            reader.Skip();
        }
    }

    private void ReadDataInText(string text, GatewayAnswer answer, string? fallbackId)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        if (!JsonText.IsWhole(utf8))
        {
            answer.HasForeignData = true;
            return;
        }

        var reader = new Utf8JsonReader(utf8, JsonText.ReaderOptions);
        reader.Read();
        ReadData(ref reader, utf8, answer, fallbackId);
    }

    /// <summary>Tells what an object is, looking ahead no further than what decides it.</summary>
    /// <param name="reader">Stands on the start of the object.</param>
    /// <param name="isWhole">True for the answer itself: only that can be an envelope.</param>
    private static Shape Classify(Utf8JsonReader reader, bool isWhole)
    {
        bool hasTaskId = false;
        bool hasTaskName = false;
        bool hasCode = false;
        bool hasMessage = false;
        bool hasData = false;
        bool hasContentName = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            Field field = Fields.Find(name);
            hasTaskId |= TaskReader.IsTaskIdName(name);
            hasTaskName |= TaskReader.IsTaskName(name) && !TaskReader.IsTaskIdName(name);
            hasCode |= isWhole && field is Field.Code or Field.Error;
            hasMessage |= field == Field.Message;
            hasData |= field == Field.Data;
            hasContentName |= ClipReader.IsClipName(name) || LyricsReader.IsLyricsName(name);
            if (hasTaskName && (hasTaskId || !isWhole))
            {
                return Shape.Task;
            }

            // What an envelope says of itself comes before its data, or the data would have to be gone through twice.
            if (hasCode && hasData)
            {
                return Shape.Envelope;
            }

            reader.Read();
            reader.Skip();
        }

        // A clip can have a task's id too, and a task or an envelope a field that has the name of a clip's.
        return hasCode ? Shape.Envelope
            : hasTaskName || (hasTaskId && (hasData || !hasContentName)) ? Shape.Task
            : hasContentName && !hasData ? Shape.Content
            : hasData || hasMessage ? Shape.Envelope
            : Shape.Unknown;
    }
}
