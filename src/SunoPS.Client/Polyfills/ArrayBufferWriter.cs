using Microsoft.CodeAnalysis;

namespace System.Buffers;

/// <summary>A growing buffer for sequential writes.</summary>
[Embedded]
internal sealed class ArrayBufferWriter<T>(int initialCapacity) : IBufferWriter<T>
{
    private T[] _buffer = new T[Math.Max(initialCapacity, 1)];
    private int _written;

    public ReadOnlySpan<T> WrittenSpan => _buffer.AsSpan(0, _written);

    public void Advance(int count) => _written += count;

    public Memory<T> GetMemory(int sizeHint = 0)
    {
        int needed = _written + Math.Max(sizeHint, 1);
        if (needed > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(needed, 2 * _buffer.Length));
        }

        return _buffer.AsMemory(_written);
    }

    public Span<T> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
