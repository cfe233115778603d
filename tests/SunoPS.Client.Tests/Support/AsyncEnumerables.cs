#if !NET10_0_OR_GREATER
using System.Runtime.CompilerServices;

namespace SunoPS.Client.Tests;

/// <summary>The parts of asynchronous LINQ from .NET 10 that the tests use.</summary>
internal static class AsyncEnumerables
{
    public static async IAsyncEnumerable<T> ToAsyncEnumerable<T>(
        this IEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        foreach (T item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }
    }

    public static async ValueTask<List<T>> ToListAsync<T>(
        this IAsyncEnumerable<T> items, CancellationToken cancellationToken = default)
    {
        List<T> list = [];
        await foreach (T item in items.WithCancellation(cancellationToken))
        {
            list.Add(item);
        }

        return list;
    }
}
#endif
