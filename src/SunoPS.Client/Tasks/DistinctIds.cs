namespace SunoPS;

/// <summary>
/// The ids that have come. Exact; an id in the form that most gateways use, a lower-case UUID, takes 16 bytes.
/// </summary>
internal sealed class DistinctIds
{
    /// <summary>A set that grows copies itself: sixteen small ones never need twice the memory at once.</summary>
    private const int SetCount = 16;

    private readonly HashSet<Guid>?[] _uuids = new HashSet<Guid>?[SetCount];
    private readonly HashSet<string> _others = new(StringComparer.Ordinal);

    /// <summary>Says whether an id has come.</summary>
    public bool Contains(string id) =>
        TryGetUuid(id, out Guid uuid) ? SetOf(uuid).Contains(uuid) : _others.Contains(id);

    /// <summary>Adds an id; false if it has come before.</summary>
    public bool Add(string id) => TryGetUuid(id, out Guid uuid) ? SetOf(uuid).Add(uuid) : _others.Add(id);

    private HashSet<Guid> SetOf(Guid uuid) => _uuids[uuid.GetHashCode() & (SetCount - 1)] ??= [];

    /// <summary>Only one spelling may stand for a UUID; .NET reads several.</summary>
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
