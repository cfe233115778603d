namespace SunoPS.Fuzz;

/// <summary>Changes inputs at random, with a seed.</summary>
internal sealed class Mutator(int seed)
{
    private const int LongestInput = 32 * 1024;

    private static readonly byte[][] Words =
    [
        .. new[]
        {
            "{", "}", "[", "]", "\"", ",", ":", "\\", "\\ud800", "null", "true", "0", "-1", "1e400", "\r\n", "\0",
            "\"data\":", "\"task_id\":\"t-1\",", "\"code\":\"success\",", "\"status\":\"SUCCESS\",", "\"clips\":[",
            "\"metadata\":{", "\"error\":{", "\"message\":", "Content-Length: ", "Transfer-Encoding: chunked\r\n",
            "Content-Encoding: gzip\r\n", "Retry-After: ", "Location: ", "../", "CON", "\u202e", "\ufeff",
        }.Select(Encoding.UTF8.GetBytes),
    ];

#pragma warning disable CA5394 // The random numbers must be reproducible.
    private readonly Random _random = new(seed);

    /// <summary>Returns a random item.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    /// <summary>Returns a changed copy of an input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="other">Another input, a part of which may be inserted.</param>
    public byte[] Change(byte[] input, byte[] other)
    {
        List<byte> bytes = [.. input];
        for (int changes = 1 << _random.Next(4); changes > 0; changes--)
        {
            int at = _random.Next(bytes.Count + 1);
            int count = Math.Min(1 << _random.Next(12), bytes.Count - at);
            switch (_random.Next(6))
            {
                case 0 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << _random.Next(8));
                    break;
                case 1:
                    bytes.RemoveRange(at, count);
                    break;
                case 2:
                    bytes.InsertRange(_random.Next(bytes.Count + 1), bytes.GetRange(at, count));
                    break;
                case 3:
                    int from = _random.Next(other.Length + 1);
                    bytes.InsertRange(at, other.AsSpan(from, Math.Min(count, other.Length - from)).ToArray());
                    break;
                case 4 when at < bytes.Count:
                    bytes[at] = (byte)_random.Next(256);
                    break;
                default:
                    bytes.InsertRange(at, Pick(Words));
                    break;
            }
        }

        return [.. bytes.Take(LongestInput)];
    }
#pragma warning restore CA5394
}
