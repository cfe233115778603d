namespace SunoPS.Benchmarks;

/// <summary>
/// A Markdown document in which the text between two marks is what was measured last; everything else is written by
/// hand.
/// </summary>
/// <param name="path">Its path.</param>
internal sealed class BenchmarkDocument(string path)
{
    /// <summary>Puts measured text in the place of what was measured before.</summary>
    /// <exception cref="InvalidOperationException">The document has no such place.</exception>
    public async Task ReplaceAsync(string name, string text)
    {
        string document = await File.ReadAllTextAsync(path);
        string begin = $"<!-- measured: {name} -->\n";
        const string End = "<!-- end -->";
        int start = document.IndexOf(begin, StringComparison.Ordinal);
        int end = start < 0 ? -1 : document.IndexOf(End, start, StringComparison.Ordinal);
        if (end < 0)
        {
            throw new InvalidOperationException($"{path} has no place for '{name}'.");
        }

        await File.WriteAllTextAsync(
            path, $"{document[..(start + begin.Length)]}{text.TrimEnd('\n')}\n{document[end..]}");
    }
}
