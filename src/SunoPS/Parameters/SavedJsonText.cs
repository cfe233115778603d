namespace SunoPS.Commands;

/// <summary>Collects the lines of JSON values: files arrive line by line.</summary>
internal sealed class SavedJsonText(Action<string> read)
{
    private readonly List<string> _lines = [];
    private int _depth;

    public void Add(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            _lines.Add(line);
            if (EndsInString(line) || _depth == 0)
            {
                Flush();
            }
        }
    }

    /// <summary>Passes on the collected lines, even if the value is incomplete.</summary>
    public void Flush()
    {
        string text = string.Join("\n", _lines);
        _lines.Clear();
        _depth = 0;
        if (!string.IsNullOrWhiteSpace(text))
        {
            read(text);
        }
    }

    /// <summary>Counts the brackets of a line. A string does not go beyond its line.</summary>
    private bool EndsInString(string line)
    {
        bool isInString = false;
        for (int i = 0; i < line.Length; i++)
        {
            if (isInString && line[i] == '\\')
            {
                i++;
                continue;
            }

            isInString ^= line[i] == '"';
            int step = isInString ? 0 : line[i] switch { '{' or '[' => 1, '}' or ']' => -1, _ => 0 };
            _depth = Math.Max(0, _depth + step);
        }

        return isInString;
    }
}
