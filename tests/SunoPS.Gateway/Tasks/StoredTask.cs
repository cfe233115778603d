namespace SunoPS.Gateway;

/// <summary>A task that the gateway knows.</summary>
/// <param name="Row">The number of its row in the database, which is unique.</param>
/// <param name="Number">The number in its id; 0 for a recorded task.</param>
/// <param name="Recording">Its JSON, for a recorded task.</param>
internal readonly record struct StoredTask(string Id, long Row, TaskKind Kind, long Number, byte[]? Recording)
{
    /// <summary>The first row of generated tasks.</summary>
    private const long FirstGeneratedRow = 1000;

    private const int GeneratedKinds = 4;

    // Consecutive numbers are not in consecutive rows, so that a client that relies on the order of a response fails.
    private const long RowScrambler = 0b10101;

    public static StoredTask Recorded(string id, int index, byte[] recording) =>
        new(id, index + 1, TaskKind.Recorded, 0, recording);

    public static StoredTask Generated(string id, TaskKind kind, long number)
    {
        long place = ((number ^ RowScrambler) * GeneratedKinds) + (kind - TaskKind.Music);
        return new(id, FirstGeneratedRow + place, kind, number, null);
    }
}
