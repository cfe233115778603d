using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SunoPS;

/// <summary>
/// Advances readers of a response, counts their tokens, and checks for cancellation regularly, whatever the input.
/// </summary>
internal sealed class ReadingSteps(CancellationToken cancellationToken)
{
    /// <summary>Maximum number of tokens that are read after a cancellation.</summary>
    public const int CheckInterval = 1024;

    /// <summary>Number of tokens passed so far; a token that was read twice counts twice.</summary>
    public long Count { get; private set; }

    /// <summary>Reads the next token.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Read(ref Utf8JsonReader reader)
    {
        if (Count++ % CheckInterval == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return reader.Read();
    }

    /// <summary>Moves to the end of the value at the reader's position.</summary>
    [MethodImpl(Hot.Path)]
    public void Skip(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            int depth = reader.CurrentDepth;
            do
            {
                Read(ref reader);
            }
            while (depth < reader.CurrentDepth);
        }
    }
}
