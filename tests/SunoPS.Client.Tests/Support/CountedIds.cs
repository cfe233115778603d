using System.Runtime.CompilerServices;

namespace SunoPS.Client.Tests;

/// <summary>Ids that say how many of them were taken.</summary>
internal sealed class CountedIds(int count)
{
    /// <summary>How many were taken.</summary>
    public int Taken { get; private set; }

    /// <summary>The ids, each of which has a task.</summary>
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
