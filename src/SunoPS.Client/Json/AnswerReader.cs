using System.Text.Json;

namespace SunoPS;

/// <summary>Reads a gateway's response: an envelope with tasks, tasks without an envelope, or an error.</summary>
internal sealed class AnswerReader(
    int length, string? gateway, IReadOnlyCollection<string>? ids, CancellationToken cancellationToken)
{
    /// <summary>Maximum number of objects around tasks that are opened: each is read again.</summary>
    private const int MaximumHolders = 4;

    private const int MostUnread = 10;

    /// <summary>A saved list of clips counts as one task, and its user has it in memory already.</summary>
    private const int LargestSaved = 64 * 1024 * 1024;

    /// <summary>More than clips with all their fields take, for each byte of their text.</summary>
    private const long LargestGrowth = 8;

    /// <summary>Far more than a task of a batch takes.</summary>
    private const int LargestShare = 64 * 1024;

    private static readonly Lazy<Task> Preparation = new(static () => Task.Run(static () => Read(Sample, "", ["1"])));

    private readonly string? _onlyId = ids is { Count: 1 } ? ids.First() : null;
    private readonly WireReader _wire = new(
        gateway is null ? Math.Max(LargestSaved, LargestGrowth * length) : WireReader.LargestTask);
    private GatewayAnswer _answer = new(ids);
    private long _size;
    private int _holders;

    /// <summary>A task in each shape of clips.</summary>
    internal static ReadOnlySpan<byte> Sample =>
        """
        {"code":"success","message":"","data":[{"task_id":"1","notify_hook":"","action":"MUSIC","status":"SUCCESS",
        "fail_reason":"","submit_time":1716191752,"start_time":1716191757,"finish_time":1716191820,"progress":"100%",
        "search_item":"","data":[{"id":"2","title":"t","status":"complete","metadata":{"tags":"a","prompt":"p\n",
        "duration":1.5,"type":"gen","error_type":null,"error_message":null,"gpt_description_prompt":"d"},
        "audio_url":"a","image_url":"","video_url":"","model_name":"m","image_large_url":"","major_model_version":"v"},
        {"id":"3","mv":"m","msg":"","tags":"a","state":"succeeded","title":"t","prompt":"p","status":"complete",
        "clip_id":"4","task_id":"1_2","duration":219,"continue_at":"","create_time":"1716191752",
        "update_time":"1716191820","continue_clip_id":""}]}]}
        """u8;

    /// <summary>Has the reader compiled on another thread, once, while the first request is in flight.</summary>
    public static void Prepare() => _ = Preparation.Value;

    /// <summary>Reads the first value of a text without a byte order mark.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="gateway">That of the tasks; null for a text that the user gives, of which more is read.</param>
    /// <param name="ids">The requested ids: other tasks are only counted. Null reads all tasks.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="InvalidDataException">What the text is instead of such JSON within the limits.</exception>
    public static GatewayAnswer Read(
        ReadOnlySpan<byte> utf8, string? gateway = null, IReadOnlyCollection<string>? ids = null,
        CancellationToken cancellationToken = default) =>
        new AnswerReader(utf8.Length, gateway, ids, cancellationToken).Read(utf8);

    private GatewayAnswer Read(ReadOnlySpan<byte> utf8)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var reader = new Utf8JsonReader(utf8, JsonText.ReaderOptions);
        try
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadRoot(ref reader, utf8);
            }
            else if (reader.TokenType == JsonTokenType.StartArray)
            {
                ReadData(ref reader, utf8);
            }
            else
            {
                throw new InvalidDataException("JSON without a task");
            }
        }
        catch (JsonException)
        {
            // Without the exception, which quotes the text.
            throw new InvalidDataException(
                reader.CurrentDepth < JsonText.MaximumDepth - 1
                    ? "invalid or truncated JSON"
                    : $"JSON nested more than {JsonText.MaximumDepth} levels deep");
        }

        _answer.Length = (int)reader.BytesConsumed;
        return _answer;
    }

    private void ReadRoot(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8)
    {
        int start = (int)reader.TokenStartIndex;
        var root = new WireObject();
        var members = new WireReader();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // Data after a code is that of an envelope. Nearly every server writes them so: reads it at once.
            if (!_answer.HasData && root.Has(WireField.Code) && !root.Has(WireField.Data)
                && reader.ValueSpan.SequenceEqual("data"u8))
            {
                reader.Read();
                ReadData(ref reader, utf8);
            }
            else
            {
                members.ReadMember(root, ref reader, utf8, WireReader.Depth.Flat);
            }
        }

        ReadOnlySpan<byte> whole = RawValue.Since(start, ref reader).In(utf8);
        RawValue data = root[WireField.Data];
        bool isEnvelope = (root.Has(WireField.Code) || root.Has(WireField.Error))
            && !(root.Has(WireField.TaskId) && root.Has(Hint.Task));
        if (data.Exists || !isEnvelope)
        {
            // The data that were read at once are not those of an envelope.
            _answer = new GatewayAnswer(ids);
        }

        if (!isEnvelope && ReadItem(whole, _onlyId))
        {
            _answer.HasData = true;
            return;
        }

        if (data.Exists)
        {
            ReadData(data.In(utf8));
        }
        else if (!isEnvelope)
        {
            ReadData(whole);
            _answer.HasData = _answer.TaskCount > 0;
        }

        _answer.Envelope = ErrorBody.From(root, utf8);
        foreach (ref WireMember member in root.Members)
        {
            if (member.Field is < WireField.Code or > WireField.TotalCount && _answer.Unread.Count < MostUnread)
            {
                _answer.Unread.Add(member.Name(utf8));
            }
        }
    }

    /// <summary>Reads the tasks where an envelope has them.</summary>
    private void ReadData(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8)
    {
        _answer.HasData = true;
        int start = (int)reader.TokenStartIndex;
        int before = _answer.TaskCount;
        bool isForeign = false;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    isForeign |= !ReadItem(ref reader, utf8, _onlyId);
                }

                break;
            case JsonTokenType.StartObject:
                isForeign = !ReadItem(ref reader, utf8, _onlyId)
                    && !ReadHolder(RawValue.Since(start, ref reader).In(utf8));
                break;
            case JsonTokenType.String when JsonText.WholeOf(reader.ValueSpan) is { } inner:
                ReadData(inner);
                return;
            default:
                isForeign = reader.TokenType != JsonTokenType.Null && !reader.ValueSpan.IsEmpty;
                break;
        }

        if (isForeign && _answer.TaskCount == before)
        {
            isForeign = !ReadBare(RawValue.Since(start, ref reader).In(utf8));
        }

        _answer.HasForeignData |= isForeign;
    }

    private void ReadData(ReadOnlySpan<byte> utf8)
    {
        Utf8JsonReader reader = JsonText.ReaderAt(utf8);
        ReadData(ref reader, utf8);
    }

    /// <summary>Reads an object that holds tasks: an envelope, a page, or tasks by their ids.</summary>
    private bool ReadHolder(ReadOnlySpan<byte> utf8)
    {
        WireObject holder = WireReader.Read(utf8);
        RawValue data = holder.Has(WireField.Data) ? holder[WireField.Data] : holder[WireField.Items];
        if (data.Exists && _holders++ < MaximumHolders)
        {
            ReadData(data.In(utf8));
            return true;
        }

        bool areTasks = true;
        foreach (ref WireMember member in holder.Members)
        {
            areTasks &= ReadItem(member.Value.In(utf8), member.Name(utf8));
        }

        return areTasks;
    }

    /// <summary>Reads a task; false if the value is anything else, apart from null.</summary>
    private bool ReadItem(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, string? fallbackId)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            bool isNull = reader.TokenType == JsonTokenType.Null;
            reader.Skip();
            return isNull;
        }

        long start = reader.TokenStartIndex;
        _wire.Free();
        WireObject wire = _wire.Read(ref reader, utf8, WireReader.Depth.Task);
        bool isTask = ObjectKind.IsTask(wire, utf8);

        // Some gateways have only this name for it; others, only for clips.
        fallbackId ??= ids is null || wire.Has(WireField.TaskId) ? null : TaskReader.IdOf(wire, utf8, WireField.Id);
        if (isTask && _answer.Count(TaskReader.IdOf(wire, utf8) ?? fallbackId))
        {
            // The copy opens content within strings, too.
            SunoTask task = TaskReader.Copy(wire, utf8, _wire, gateway, fallbackId);
            LimitSize(reader.BytesConsumed - start);
            _answer.Tasks.Add(task);
        }

        return isTask;
    }

    private bool ReadItem(ReadOnlySpan<byte> utf8, string? fallbackId)
    {
        Utf8JsonReader reader = JsonText.ReaderAt(utf8);
        return ReadItem(ref reader, utf8, fallbackId);
    }

    /// <summary>Reads the content of a task without the task.</summary>
    private bool ReadBare(ReadOnlySpan<byte> utf8)
    {
        _wire.Free();
        if (TaskReader.CopyBare(utf8, _wire, gateway, _onlyId) is not { } bare || !_answer.IsRequested(bare.TaskId))
        {
            return false;
        }

        LimitSize(utf8.Length);
        _answer.Count(bare.TaskId);
        _answer.Tasks.Add(bare);
        _answer.IsBare = true;
        return true;
    }

    /// <summary>Limits the memory of a task, and of the requested tasks of a response.</summary>
    private void LimitSize(long bytes)
    {
        bytes += _wire.Size;
        if (bytes > _wire.LargestSize)
        {
            throw new InvalidDataException($"a task larger than {_wire.LargestSize >> 20} MiB");
        }

        _size += bytes;
        if (ids is not null && _size > _wire.LargestSize + (LargestShare * ids.Count))
        {
            throw new InvalidDataException("too many large tasks");
        }
    }
}
