namespace SunoPS;

/// <summary>The models of Suno.</summary>
internal static class SunoModel
{
    /// <summary>
    /// The known names (<c>mv</c>), oldest first. A gateway can support other models, or not all of these.
    /// </summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        "chirp-v2-xxl-alpha",
        "chirp-v3-0",
        "chirp-v3-5",
        "chirp-v4",
        "chirp-v4-5",
        "chirp-auk",
        "chirp-bluejay",
        "chirp-crow",
        "chirp-fenix",
    ];
}
