namespace SunoPS;

/// <summary>The models of Suno.</summary>
public static class SunoModel
{
    /// <summary>
    /// The names (<c>mv</c>) that are known, oldest first. A gateway can offer others, or not all of these.
    /// </summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        "chirp-v2-xxl-alpha",
        "chirp-v3-0",
        "chirp-v3-5",
        "chirp-v4",
        "chirp-auk",
        "chirp-bluejay",
        "chirp-crow",
        "chirp-fenix",
    ];
}
