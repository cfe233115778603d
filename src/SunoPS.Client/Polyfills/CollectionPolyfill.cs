using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;

namespace SunoPS.Polyfills;

[Embedded]
internal static class CollectionPolyfill
{
    extension<TKey, TValue>(IDictionary<TKey, TValue> dictionary)
    {
        public bool TryAdd(TKey key, TValue value)
        {
            if (dictionary.ContainsKey(key))
            {
                return false;
            }

            dictionary.Add(key, value);
            return true;
        }

        public bool Remove(TKey key, [MaybeNullWhen(false)] out TValue value) =>
            dictionary.TryGetValue(key, out value) && dictionary.Remove(key);

        public TValue? GetValueOrDefault(TKey key) => dictionary.TryGetValue(key, out TValue value) ? value : default;
    }

    extension<T>(Queue<T> queue)
    {
        public bool TryPeek([MaybeNullWhen(false)] out T item)
        {
            item = queue.Count > 0 ? queue.Peek() : default;
            return queue.Count > 0;
        }

        public bool TryDequeue([MaybeNullWhen(false)] out T item)
        {
            bool isThere = queue.Count > 0;
            item = isThere ? queue.Dequeue() : default;
            return isThere;
        }
    }

    extension<T>(IEnumerable<T> source)
    {
        public IEnumerable<T[]> Chunk(int size)
        {
            var chunk = new List<T>(size);
            foreach (T item in source)
            {
                chunk.Add(item);
                if (chunk.Count == size)
                {
                    yield return chunk.ToArray();
                    chunk.Clear();
                }
            }

            if (chunk.Count > 0)
            {
                yield return chunk.ToArray();
            }
        }
    }
}
