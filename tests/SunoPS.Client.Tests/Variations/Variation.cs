namespace SunoPS.Client.Tests.Variations;

/// <summary>A recorded response of a gateway, and the expected tasks, written by hand.</summary>
internal sealed class Variation
{
    private const string ExpectedSuffix = ".expected.json";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "payloads", "variations");

    private Variation(string name)
    {
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name + ExpectedSuffix)));
        Body = File.ReadAllBytes(Path.Combine(Folder, name + ".json"));
        Asked = expected.RootElement.TryGetProperty("ask", out JsonElement ask) ? ask.GetString() : null;
        Tasks = expected.RootElement.GetProperty("tasks").Clone();
    }

    public static IReadOnlyList<string> Names { get; } =
        [
            .. Directory.EnumerateFiles(Folder, "*" + ExpectedSuffix).Select(
                file => Path.GetFileName(file)[..^ExpectedSuffix.Length]).Order(StringComparer.Ordinal),
        ];

    /// <summary>All files, with or without their counterpart.</summary>
    public static IEnumerable<string> Files => Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file));

    public byte[] Body { get; }

    /// <summary>The response as text, without a byte order mark.</summary>
    public string Text => Encoding.UTF8.GetString(Body).TrimStart('\uFEFF');

    /// <summary>The id of the requested task; null if it does not matter.</summary>
    public string? Asked { get; }

    /// <summary>The expected tasks: their properties by name.</summary>
    public JsonElement Tasks { get; }

    public static Variation Load(string name) => new(name);
}
