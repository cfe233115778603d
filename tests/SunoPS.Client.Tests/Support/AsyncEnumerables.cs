#if !NET10_0_OR_GREATER
namespace SunoPS.Client.Tests;

/// <summary>The part of asynchronous LINQ from .NET 10 that the tests use.</summary>
internal static class AsyncEnumerables
{
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
