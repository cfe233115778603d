using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace SunoPS;

/// <summary>Reads a gateway's response: an envelope with tasks, tasks without an envelope, or an error.</summary>
/// <param name="pool">The pool for repeated strings.</param>
/// <param name="gateway">The value of <see cref="SunoTask.Gateway"/>.</param>
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

    /// <summary>Maximum number of bytes of a message that are decoded; errors show much less.</summary>
    private const int LongestWord = 64 * 1024;

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

    /// <summary>The kind of an object.</summary>
    private enum Shape
    {
        Unknown,
        Envelope,
        Task,
        Content,
    }

    /// <summary>Reads the response.</summary>
    /// <param name="utf8">The body as UTF-8, without a byte order mark.</param>
    /// <param name="fallbackId">The id of a task without an id; null if the request had several ids.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="JsonException">The body is invalid or truncated JSON.</exception>
    public GatewayAnswer Read(
        ReadOnlySpan<byte> utf8, string? fallbackId, CancellationToken cancellationToken = default)
    {
        var answer = new GatewayAnswer();
        var steps = new ReadingSteps(cancellationToken);
        var source = new JsonSource(utf8, pool, steps);
        var reader = new Utf8JsonReader(utf8, JsonText.ReaderOptions);
        source.Steps.Read(ref reader);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when Classify(reader, steps, isWhole: true) == Shape.Envelope:
                ReadEnvelope(ref reader, ref source, answer, fallbackId);
                break;
            case JsonTokenType.StartObject:
                ReadData(ref reader, ref source, answer, fallbackId);
                answer.HasData = answer.Tasks.Count > 0;
                break;
            case JsonTokenType.StartArray:
                ReadData(ref reader, ref source, answer, fallbackId);
                break;
            default:
                throw new JsonException("The JSON is neither an object nor an array.");
        }

        answer.Steps = steps.Count;
        return answer;
    }

    private void ReadEnvelope(
        ref Utf8JsonReader reader, ref JsonSource source, GatewayAnswer answer, string? fallbackId)
    {
        while (source.Steps.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            Field field = Fields.Find(name);
            source.Steps.Read(ref reader);
            switch (field)
            {
                case Field.Data:
                    ReadData(ref reader, ref source, answer, fallbackId);
                    break;
                case Field.Error when reader.TokenType == JsonTokenType.StartObject:
                    answer.HasError = true;
                    ReadError(ref reader, ref source, answer);
                    break;
                case Field.Error when reader.TokenType == JsonTokenType.String:
                    answer.HasError = true;
                    answer.Message = Word(ref reader) ?? answer.Message;
                    break;
                case Field.Code:
                    answer.Code ??= Word(ref reader);
                    source.Steps.Skip(ref reader);
                    break;
                case Field.Message:
                    answer.Message ??= Word(ref reader);
                    source.Steps.Skip(ref reader);
                    break;
                case Field.RequestId:
                    answer.RequestId = Word(ref reader);
                    source.Steps.Skip(ref reader);
                    break;
                default:
                    answer.AddUnread(name);
                    source.Steps.Skip(ref reader);
                    break;
            }
        }
    }

    /// <summary>Reads the error of an OpenAI-style response.</summary>
    private static void ReadError(ref Utf8JsonReader reader, ref JsonSource source, GatewayAnswer answer)
    {
        string? code = null;
        string? type = null;
        while (source.Steps.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            Field field = Fields.Find(reader.ValueSpan);
            source.Steps.Read(ref reader);
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

            source.Steps.Skip(ref reader);
        }

        answer.Code = code ?? type ?? answer.Code;
    }

    /// <summary>
    /// Returns a string, number or Boolean as text; null for any other value and for an empty string.
    /// </summary>
    private static string? Word(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String when !reader.ValueSpan.IsEmpty => JsonText.ReadBeginning(ref reader, LongestWord),
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.ASCII.GetString(
            reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, LongestWord)]),
        _ => null,
    };

    [MethodImpl(Hot.Path)]
    private void ReadData(ref Utf8JsonReader reader, ref JsonSource source, GatewayAnswer answer, string? fallbackId)
    {
        answer.HasData = true;
        Utf8JsonReader start = reader;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                while (source.Steps.Read(ref reader) && reader.TokenType != JsonTokenType.EndArray)
                {
                    ReadElement(ref reader, ref source, answer, fallbackId);
                }

                break;
            case JsonTokenType.StartObject when Classify(reader, source.Steps, isWhole: false) == Shape.Task:
                answer.Tasks.Add(TaskReader.Read(ref reader, ref source, gateway, fallbackId));
                break;
            case JsonTokenType.StartObject:
                // An object of tasks, keyed by id.
                while (source.Steps.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
                {
                    string key = JsonText.Read(ref reader);
                    source.Steps.Read(ref reader);
                    ReadElement(ref reader, ref source, answer, key);
                }

                break;
            case JsonTokenType.String when !reader.ValueSpan.IsEmpty:
                ReadDataInText(JsonText.Read(ref reader), answer, fallbackId, source.Steps);
                return;
            default:
                answer.HasForeignData |= reader.TokenType is not (JsonTokenType.Null or JsonTokenType.String);
                return;
        }

        if (answer is { Tasks.Count: 0, HasForeignData: true }
            && TaskReader.TryReadBare(ref start, ref source, gateway, fallbackId) is { } task)
        {
            answer.Tasks.Add(task);
            answer.IsBare = true;
            answer.HasForeignData = false;
        }
    }

    [MethodImpl(Hot.Path)]
    private void ReadElement(ref Utf8JsonReader reader, ref JsonSource source, GatewayAnswer answer, string? fallbackId)
    {
        if (reader.TokenType == JsonTokenType.StartObject
            && Classify(reader, source.Steps, isWhole: false) == Shape.Task)
        {
            answer.Tasks.Add(TaskReader.Read(ref reader, ref source, gateway, fallbackId));
        }
        else
        {
            answer.HasForeignData |= reader.TokenType != JsonTokenType.Null;
            source.Steps.Skip(ref reader);
        }
    }

    private void ReadDataInText(
        string text, GatewayAnswer answer, string? fallbackId, ReadingSteps steps)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        if (!JsonText.IsWhole(utf8, steps))
        {
            answer.HasForeignData = true;
            return;
        }

        var reader = new Utf8JsonReader(utf8, JsonText.ReaderOptions);
        var source = new JsonSource(utf8, pool, steps);
        source.Steps.Read(ref reader);
        ReadData(ref reader, ref source, answer, fallbackId);
    }

    /// <summary>Classifies an object. Looks ahead only as far as necessary.</summary>
    /// <param name="reader">At the start of the object.</param>
    /// <param name="steps">Advances the reader.</param>
    /// <param name="isWhole">True for the root of the response: only the root can be an envelope.</param>
    [MethodImpl(Hot.Path)]
    private static Shape Classify(Utf8JsonReader reader, ReadingSteps steps, bool isWhole)
    {
        Evidence evidence = Evidence.None;
        bool hasOddId = false;
        bool holdsTasks = false;
        while (steps.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            Evidence ofName = NameEvidence.Of(reader.ValueSpan);
            evidence |= ofName;
            if (evidence.HasFlag(Evidence.Task) && (!isWhole || evidence.HasFlag(Evidence.TaskId)))
            {
                return Shape.Task;
            }

            // If an envelope has its code before its data, the data is not scanned twice.
            if (isWhole && evidence.HasFlag(Evidence.Code | Evidence.Data))
            {
                return Shape.Envelope;
            }

            steps.Read(ref reader);
            hasOddId |= ofName.HasFlag(Evidence.TaskId) && reader.TokenType == JsonTokenType.StartObject;
            holdsTasks |= isWhole && ofName.HasFlag(Evidence.Data) && BeginsWithTask(reader, steps);
            steps.Skip(ref reader);
        }

        // A clip can have a task id too, and a task or an envelope can have a field with the name of a clip's field.
        bool hasData = evidence.HasFlag(Evidence.Data);
        bool hasContent = (evidence & (Evidence.CertainClip | Evidence.Lyrics)) != 0;
        return isWhole && (evidence.HasFlag(Evidence.Code) || (hasOddId && holdsTasks)) ? Shape.Envelope
            : evidence.HasFlag(Evidence.Task) ? Shape.Task
            : evidence.HasFlag(Evidence.TaskId) && (hasData || !hasContent) ? Shape.Task
            : hasContent && !hasData ? Shape.Content
            : hasData || evidence.HasFlag(Evidence.Message) ? Shape.Envelope
            : Shape.Unknown;
    }

    /// <summary>True for an array whose first item is a task.</summary>
    private static bool BeginsWithTask(Utf8JsonReader reader, ReadingSteps steps) =>
        reader.TokenType == JsonTokenType.StartArray
        && steps.Read(ref reader)
        && reader.TokenType == JsonTokenType.StartObject
        && Classify(reader, steps, isWhole: false) == Shape.Task;
}
