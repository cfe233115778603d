using System.Text.Json;

namespace SunoPS;

/// <summary>Reads a gateway's response: an envelope with tasks, tasks without an envelope, or an error.</summary>
/// <param name="gateway">The value of <see cref="SunoTask.Gateway"/>.</param>
internal sealed class AnswerReader(string? gateway)
{
    /// <summary>Reads the first value of a text.</summary>
    /// <param name="utf8">The text as UTF-8, without a byte order mark.</param>
    /// <param name="ids">The requested ids: other tasks are only counted. Null reads all tasks.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="InvalidDataException">
    /// The value is not such JSON, or exceeds a limit. The message names the text instead.
    /// </exception>
    public GatewayAnswer Read(
        ReadOnlySpan<byte> utf8,
        IReadOnlyCollection<string>? ids = null,
        CancellationToken cancellationToken = default) =>
        new Reading(gateway, ids, cancellationToken).Read(utf8);

    /// <summary>The reading of one value.</summary>
    private sealed class Reading(string? gateway, IReadOnlyCollection<string>? ids, CancellationToken cancellationToken)
    {
        private const int LargestTask = 8 * 1024 * 1024;

        /// <summary>Maximum number of objects around tasks that are opened: each is read again.</summary>
        private const int MaximumHolders = 4;

        private readonly GatewayAnswer _answer = new(ids);
        private readonly WireReader _wire = new();
        private int _holders;

        public GatewayAnswer Read(ReadOnlySpan<byte> utf8)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var reader = new Utf8JsonReader(utf8, JsonText.ReaderOptions);
            try
            {
                reader.Read();
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject:
                        ReadRoot(ref reader, utf8);
                        break;
                    case JsonTokenType.StartArray:
                        ReadData(ref reader, utf8);
                        break;
                    default:
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
                    _wire.ReadMember(root, ref reader, utf8, WireReader.Depth.Flat);
                }
            }

            ReadOnlySpan<byte> whole = RawValue.Since(start, ref reader).In(utf8);
            RawValue data = root[WireField.Data];
            bool isEnvelope = root.HasAny(WireField.Code, WireField.Error)
                && !(root.Has(WireField.TaskId) && TaskReader.IsCertainly(root));
            if (data.Exists || !isEnvelope)
            {
                _answer.Clear();
            }

            if (!isEnvelope && ReadItem(whole, _answer.OnlyId))
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

            ReadEnvelope(root, utf8);
        }

        private void ReadEnvelope(WireObject root, ReadOnlySpan<byte> utf8)
        {
            ErrorBody body = ErrorBody.From(root, utf8);
            (_answer.Code, _answer.Message, _answer.RequestId) = (body.Code, body.Message, body.RequestId);
            _answer.HasError = body.HasError;
            foreach (ref WireMember member in root.Members)
            {
                if (member.Field is < WireField.Code or > WireField.TotalCount)
                {
                    _answer.AddUnread(member.Name(utf8));
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
                        isForeign |= !ReadItem(ref reader, utf8, _answer.OnlyId);
                    }

                    break;
                case JsonTokenType.StartObject:
                    isForeign = !ReadItem(ref reader, utf8, _answer.OnlyId)
                        && !ReadHolder(RawValue.Since(start, ref reader).In(utf8));
                    break;
                case JsonTokenType.String when JsonText.WholeOf(reader.ValueSpan) is { } inner:
                    ReadData(inner);
                    return;
                default:
                    isForeign = reader.TokenType != JsonTokenType.Null && !reader.ValueSpan.IsEmpty;
                    break;
            }

            if (isForeign && _answer.TaskCount == before
                && TaskReader.CopyBare(RawValue.Since(start, ref reader).In(utf8), _wire, gateway, _answer.OnlyId)
                    is { } bare)
            {
                if (_answer.Count(bare.TaskId))
                {
                    _answer.Add(bare);
                }

                _answer.IsBare = true;
                isForeign = false;
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
            WireObject wire = _wire.Read(ref reader, utf8, WireReader.Depth.Task);
            if (reader.BytesConsumed - start > LargestTask)
            {
                throw new InvalidDataException("a task larger than 8 MiB");
            }

            bool isTask = TaskReader.IsTask(wire, utf8);
            if (isTask && _answer.Count(TaskReader.IdOf(wire, utf8) ?? fallbackId))
            {
                _answer.Add(TaskReader.Copy(wire, utf8, _wire, gateway, fallbackId));
            }

            _wire.Used = 0;
            return isTask;
        }

        private bool ReadItem(ReadOnlySpan<byte> utf8, string? fallbackId)
        {
            Utf8JsonReader reader = JsonText.ReaderAt(utf8);
            return ReadItem(ref reader, utf8, fallbackId);
        }
    }
}
