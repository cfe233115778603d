namespace SunoPS.Benchmarks;

/// <summary>A Markdown document with generated text between marks; everything else is written by hand.</summary>
internal sealed class BenchmarkDocument(string path)
{
    /// <summary>Replaces the generated text between two marks.</summary>
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
