using System.Buffers;
using System.Text.Json;

namespace SunoPS.Json;

/// <summary>Collects, as the bytes they came in, the fields that no property of an object takes.</summary>
internal struct AdditionalProperties
{
    private ArrayBufferWriter<byte>? _buffer;

    /// <summary>Adds a field by its wire name.</summary>
    /// <param name="escapedName">The name as it stands in the JSON text, without its quotes.</param>
    /// <param name="value">The JSON text of the value.</param>
    public void Add(ReadOnlySpan<byte> escapedName, ReadOnlySpan<byte> value)
    {
        if (_buffer is null)
        {
            _buffer = new ArrayBufferWriter<byte>(256);
            _buffer.Write("{\""u8);
        }
        else
        {
            _buffer.Write(",\""u8);
        }

        _buffer.Write(escapedName);
        _buffer.Write("\":"u8);
        _buffer.Write(value);
    }

    /// <summary>Adds a value that .NET made of a wire field and cannot keep in a property after all.</summary>
    public void Add(ReadOnlySpan<byte> escapedName, string value) => Add(escapedName, JsonSerializer.SerializeToUtf8Bytes(value, SunoJsonContext.Default.String));

    /// <summary>The collected fields; the shared empty object where there are none.</summary>
    public readonly SunoJsonObject ToJsonObject()
    {
        if (_buffer is null)
        {
            return SunoJsonObject.Empty;
        }

        byte[] utf8 = new byte[_buffer.WrittenCount + 1];
        _buffer.WrittenSpan.CopyTo(utf8);
        utf8[^1] = (byte)'}';
        return new SunoJsonObject(utf8);
    }
}
