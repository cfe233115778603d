namespace SunoPS;

/// <summary>An exact set of ids. An id in the most common form, a lowercase UUID, takes 16 bytes.</summary>
internal sealed class DistinctIds
{
    /// <summary>A growing set copies itself; sixteen small sets never need twice the memory at once.</summary>
    private const int SetCount = 16;

    private readonly HashSet<Guid>?[] _uuids = new HashSet<Guid>?[SetCount];
    private readonly HashSet<string> _others = new(StringComparer.Ordinal);

    public bool Contains(string id) =>
        TryGetUuid(id, out Guid uuid) ? SetOf(uuid).Contains(uuid) : _others.Contains(id);

    /// <summary>Adds an id; false if the set contains it already.</summary>
    public bool Add(string id) => TryGetUuid(id, out Guid uuid) ? SetOf(uuid).Add(uuid) : _others.Add(id);

    private HashSet<Guid> SetOf(Guid uuid) => _uuids[uuid.GetHashCode() & (SetCount - 1)] ??= [];

    /// <summary>Accepts only one spelling of a UUID; .NET parses several.</summary>
    private static bool TryGetUuid(string id, out Guid uuid)
    {
        uuid = default;
        if (id.Length != 36)
        {
            return false;
        }

        foreach (char c in id)
        {
            if (c is not ((>= '0' and <= '9') or (>= 'a' and <= 'f') or '-'))
            {
                return false;
            }
        }

        return Guid.TryParseExact(id, "D", out uuid);
    }
}
