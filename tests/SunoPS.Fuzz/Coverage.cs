using System.Runtime.InteropServices;
using Trace = SharpFuzz.Common.Trace;

namespace SunoPS.Fuzz;

/// <summary>The branches that the instrumented client has taken, by number and magnitude of passes.</summary>
internal static unsafe class Coverage
{
    private const int Size = 1 << 16;

    private static readonly byte* Map = (byte*)NativeMemory.AllocZeroed(Size);
    private static readonly byte[] Seen = new byte[Size];

    /// <summary>
    /// Gives the instrumented code a place for its counts. Call it before anything of the client runs.
    /// </summary>
    public static void Start() => Trace.SharedMem = Map;

    /// <summary>Adds the branches since the last call; returns the number of new ones.</summary>
    /// <param name="byMagnitude">True if a branch is new again when it is passed more often.</param>
    public static int Take(bool byMagnitude = true)
    {
        int news = 0;
        var map = new Span<byte>(Map, Size);
        for (int i = map.IndexOfAnyExcept((byte)0); i >= 0;)
        {
            byte magnitude = (byte)(byMagnitude ? 1 << Math.Min(7, (int)Math.Log2(map[i])) : 1);
            news += (Seen[i] & magnitude) == 0 ? 1 : 0;
            Seen[i] |= magnitude;
            int next = map[(i + 1)..].IndexOfAnyExcept((byte)0);
            i = next < 0 ? -1 : i + 1 + next;
        }

        map.Clear();
        return news;
    }

    /// <summary>Forgets the branches of all calls.</summary>
    public static void Forget() => Seen.AsSpan().Clear();
}
