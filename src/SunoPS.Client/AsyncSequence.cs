namespace SunoPS;

/// <summary>Lets a sequence that is there already stand where one that still comes is expected.</summary>
internal static class AsyncSequence
{
#pragma warning disable CS1998 // There is nothing to await.
    public static async IAsyncEnumerable<T> ToAsync<T>(this IEnumerable<T> items)
    {
        foreach (T item in items)
        {
            yield return item;
        }
    }
#pragma warning restore CS1998
}
