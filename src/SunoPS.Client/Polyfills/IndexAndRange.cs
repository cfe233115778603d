using Microsoft.CodeAnalysis;

namespace System;

/// <summary>A position from the start or the end.</summary>
[Embedded]
internal readonly struct Index(int value, bool fromEnd = false)
{
    public static implicit operator Index(int value) => new(value);

    public int GetOffset(int length) => fromEnd ? length - value : value;
}

/// <summary>A range between two positions.</summary>
[Embedded]
internal readonly struct Range(Index start, Index end)
{
    public Index Start { get; } = start;

    public Index End { get; } = end;
}
