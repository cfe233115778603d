using System.Runtime.CompilerServices;

namespace SunoPS.Client.Tests;

/// <summary>A source of ids that counts the ids it has returned.</summary>
internal sealed class CountedIds(int count)
{
    /// <summary>Number of returned ids.</summary>
    public int Taken { get; private set; }

    /// <summary>Returns ids, each of which has a task.</summary>
    public async IAsyncEnumerable<string> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            Taken++;
            yield return TaskIds.Music(i);
        }
    }
}
