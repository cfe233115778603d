using Microsoft.CodeAnalysis;

namespace SunoPS.Polyfills;

[Embedded]
internal static class SpanPolyfill
{
    extension<T>(ReadOnlySpan<T> span)
        where T : unmanaged, IComparable<T>, IEquatable<T>
    {
        public int IndexOfAnyExceptInRange(T lowInclusive, T highInclusive)
        {
            for (int i = 0; i < span.Length; i++)
            {
                if (span[i].CompareTo(lowInclusive) < 0 || span[i].CompareTo(highInclusive) > 0)
                {
                    return i;
                }
            }

            return -1;
        }

        public bool Contains(T value) => span.IndexOf(value) >= 0;
    }

    extension(ReadOnlySpan<byte> span)
    {
        public ReadOnlySpan<byte> Trim(byte value)
        {
            int start = 0;
            while (start < span.Length && span[start] == value)
            {
                start++;
            }

            return span[start..].TrimEnd(value);
        }

        public ReadOnlySpan<byte> TrimEnd(byte value)
        {
            int end = span.Length;
            while (end > 0 && span[end - 1] == value)
            {
                end--;
            }

            return span[..end];
        }
    }

    extension(Span<byte> span)
    {
        public bool Contains(byte value) => span.IndexOf(value) >= 0;
    }
}
