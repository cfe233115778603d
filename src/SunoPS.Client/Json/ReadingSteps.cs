using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SunoPS;

/// <summary>
/// Moves readers of an answer on, counts the tokens that they pass, and stops soon after its caller does: no input can
/// hold the reading between two looks at the token.
/// </summary>
internal sealed class ReadingSteps(CancellationToken cancellationToken)
{
    /// <summary>The most tokens that are passed after a cancellation.</summary>
    public const int CheckInterval = 1024;

    /// <summary>Tokens passed so far, each time that one was.</summary>
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

    /// <summary>Moves to the end of the value that the reader stands on, or whose name it stands on.</summary>
    [MethodImpl(Hot.Path)]
    public void Skip(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            Read(ref reader);
        }

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
