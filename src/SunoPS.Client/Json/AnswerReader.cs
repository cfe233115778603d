using System.Runtime.CompilerServices;
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
        ReadOnlySpan<byte> utf8, IReadOnlyCollection<string>? ids = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return new Reading(gateway, ids, cancellationToken).Read(utf8);
        }
        catch (InvalidOperationException)
        {
            // The serializer rejects names with half of a surrogate pair.
            return new Reading(gateway, ids, cancellationToken).Read(JsonText.WithReadableNames(utf8));
        }
    }

    /// <summary>The reading of one value.</summary>
    private sealed class Reading(string? gateway, IReadOnlyCollection<string>? ids, CancellationToken cancellationToken)
    {
        private const int LargestTask = 8 * 1024 * 1024;

        /// <summary>Maximum number of objects around tasks that are opened: each is read again.</summary>
        private const int MaximumHolders = 4;

        private readonly GatewayAnswer _answer = new(ids);
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
            var members = new RawMembers(StringComparer.OrdinalIgnoreCase);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                // Data after a code is that of an envelope. Nearly every server writes them so: reads it at once.
                if (!_answer.HasData && members.ContainsKey("code") && reader.ValueTextEquals("data"u8))
                {
                    reader.Read();
                    ReadData(ref reader, utf8);
                    members["data"] = default(RawValue);
                }
                else
                {
                    members.Add(ref reader);
                }
            }

            ReadOnlySpan<byte> root = RawValue.Since(start, ref reader).In(utf8);
            RawValue data = members.Find("data");
            bool isEnvelope = (members.Find("code").Exists || members.Find("error").Exists)
                && !(members.Find("taskid").Exists && TaskReader.IsCertainly(root));
            if (data.Exists || !isEnvelope)
            {
                _answer.Clear();
            }

            if (!isEnvelope && ReadItem(root, _answer.OnlyId))
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
                ReadData(root);
                _answer.HasData = _answer.TaskCount > 0;
            }

            ReadEnvelope(members, utf8);
        }

        private void ReadEnvelope(RawMembers members, ReadOnlySpan<byte> utf8)
        {
            ErrorBody body = ErrorBody.From(members, utf8);
            (_answer.Code, _answer.Message, _answer.RequestId) = (body.Code, body.Message, body.RequestId);
            _answer.HasError = body.HasError;
            _answer.AddUnread(members.Keys.Where(static name => CaseStyles.Fold(name)
                is not ("code" or "message" or "msg" or "detail" or "requestid" or "error" or "data" or "success"
                    or "page" or "pagesize" or "size" or "total" or "totalcount" or "items")));
        }

        /// <summary>Reads the tasks where an envelope has them.</summary>
        [MethodImpl(ReaderPreparation.Optimized)]
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
                && TaskReader.CopyBare(RawValue.Since(start, ref reader).In(utf8), gateway, _answer.OnlyId) is { } bare)
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
            var reader = new Utf8JsonReader(utf8, JsonText.ReaderOptions);
            reader.Read();
            ReadData(ref reader, utf8);
        }

        /// <summary>Reads an object that holds tasks: an envelope, a page, or tasks by their ids.</summary>
        private bool ReadHolder(ReadOnlySpan<byte> utf8)
        {
            var members = RawMembers.Read(utf8);
            RawValue data = members.Find("data") is { Exists: true } found ? found : members.Find("items");
            if (data.Exists && _holders++ < MaximumHolders)
            {
                ReadData(data.In(utf8));
                return true;
            }

            bool areTasks = true;
            foreach (KeyValuePair<string, object?> member in members)
            {
                areTasks &= ReadItem(((RawValue)member.Value!).In(utf8), member.Key);
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

            int start = (int)reader.TokenStartIndex;
            WireTask wire = TaskReader.Read(ref reader, utf8);
            ReadOnlySpan<byte> whole = RawValue.Since(start, ref reader).In(utf8);
            if (whole.Length > LargestTask)
            {
                throw new InvalidDataException("a task larger than 8 MiB");
            }

            bool isTask = TaskReader.IsTask(wire, whole);
            if (isTask && _answer.Count(TaskReader.IdOf(wire, utf8) ?? fallbackId))
            {
                _answer.Add(TaskReader.Copy(wire, utf8, gateway, fallbackId));
            }

            return isTask;
        }

        private bool ReadItem(ReadOnlySpan<byte> utf8, string? fallbackId)
        {
            var reader = new Utf8JsonReader(utf8, JsonText.ReaderOptions);
            reader.Read();
            return ReadItem(ref reader, utf8, fallbackId);
        }
    }
}
