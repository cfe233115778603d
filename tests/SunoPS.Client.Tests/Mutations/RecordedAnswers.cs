using System.Text;

namespace SunoPS.Client.Tests.Mutations;

/// <summary>All recorded responses: those of the documents, and their variations.</summary>
internal static class RecordedAnswers
{
    /// <summary>Their JSON by name, in a fixed order.</summary>
    public static IReadOnlyList<(string Name, string Json)> All { get; } =
    [
        .. Directory.EnumerateFiles(
            Path.Combine(AppContext.BaseDirectory, "payloads"), "*.json", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(Path.GetDirectoryName(file)) != "family")
            .Where(file => !file.EndsWith(".expected.json", StringComparison.Ordinal))
            .Where(file => !file.EndsWith("-unknown-single.json", StringComparison.Ordinal))
            .Select(
                file => (
                    Path.GetFileNameWithoutExtension(file),
                    Encoding.UTF8.GetString(File.ReadAllBytes(file)).TrimStart('\uFEFF')))
            .OrderBy(answer => answer.Item1, StringComparer.Ordinal),
    ];
}
