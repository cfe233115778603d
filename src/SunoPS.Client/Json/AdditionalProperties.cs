using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SunoPS;

/// <summary>Collects the original bytes of the fields that no property of an object holds.</summary>
internal struct AdditionalProperties
{
    private const int FirstBuffer = 256;

    private byte[]? _buffer;
    private int _length;

    /// <summary>Adds a field by its wire name.</summary>
    /// <param name="escapedName">The name as in the JSON text, without quotes.</param>
    /// <param name="value">The JSON text of the value.</param>
    [MethodImpl(Hot.Path)]
    public void Add(ReadOnlySpan<byte> escapedName, ReadOnlySpan<byte> value)
    {
        Append(_length == 0 ? "{\""u8 : ",\""u8);
        Append(escapedName);
        Append("\":"u8);
        Append(value);
    }

    /// <summary>Adds a field by its JSON text, name and value.</summary>
    public void AddMember(ReadOnlySpan<byte> member)
    {
        Append(_length == 0 ? "{"u8 : ","u8);
        Append(member);
    }

    /// <summary>Adds a decoded value that no property can hold.</summary>
    public void Add(ReadOnlySpan<byte> escapedName, string value) =>
        Add(escapedName, JsonSerializer.SerializeToUtf8Bytes(value, SunoJsonContext.Default.String));

    /// <summary>Returns the collected fields, and clears them; the shared empty object if there are none.</summary>
    [MethodImpl(Hot.Path)]
    public SunoJsonObject ToJsonObject()
    {
        if (_buffer is null)
        {
            return SunoJsonObject.Empty;
        }

        Append("}"u8);
        byte[] utf8 = _buffer.AsSpan(0, _length).ToArray();
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = null;
        _length = 0;
        return new SunoJsonObject(utf8);
    }

    [MethodImpl(Hot.Path)]
    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_buffer is null || bytes.Length > _buffer.Length - _length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstBuffer, 2 * (_length + bytes.Length)));
            if (_buffer is not null)
            {
                _buffer.AsSpan(0, _length).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(_buffer);
            }

            _buffer = larger;
        }

        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }
}
