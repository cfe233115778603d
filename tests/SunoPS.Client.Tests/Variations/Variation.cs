using System.Text;
using System.Text.Json;

namespace SunoPS.Client.Tests.Variations;

/// <summary>A recorded answer of a gateway, and beside it, written by hand, what has to come of it.</summary>
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

    /// <summary>The names of all.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [
            .. Directory.EnumerateFiles(Folder, "*" + ExpectedSuffix).Select(
                file => Path.GetFileName(file)[..^ExpectedSuffix.Length]).Order(StringComparer.Ordinal),
        ];

    /// <summary>Every file, whether it has its counterpart or not.</summary>
    public static IEnumerable<string> Files => Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file));

    /// <summary>The bytes of the answer.</summary>
    public byte[] Body { get; }

    /// <summary>The answer as text; what a file has to say that it is UTF-8 is not part of it.</summary>
    public string Text => Encoding.UTF8.GetString(Body).TrimStart('\uFEFF');

    /// <summary>The id of the one task that was asked for; null if it makes no difference.</summary>
    public string? Asked { get; }

    /// <summary>The tasks that are expected: their properties by name.</summary>
    public JsonElement Tasks { get; }

    /// <summary>Reads one from its files.</summary>
    public static Variation Load(string name) => new(name);
}
