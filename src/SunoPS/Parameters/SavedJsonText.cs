namespace SunoPS.Commands;

/// <summary>Collects the lines of JSON values: files arrive line by line.</summary>
/// <param name="read">Receives the text of one value or more.</param>
internal sealed class SavedJsonText(Action<string> read)
{
    private readonly List<string> _lines = [];
    private int _depth;
    private bool _isInString;

    public void Add(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            _lines.Add(line);
            Scan(line);

            // A string does not go beyond its line: the value is truncated.
            if (_depth == 0 || _isInString)
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
        _isInString = false;
        if (!string.IsNullOrWhiteSpace(text))
        {
            read(text);
        }
    }

    private void Scan(string line)
    {
        bool isEscaped = false;
        foreach (char c in line)
        {
            if (_isInString)
            {
                _isInString = isEscaped || c != '"';
                isEscaped = !isEscaped && c == '\\';
            }
            else if (c is '{' or '[')
            {
                _depth++;
            }
            else if (c is '}' or ']')
            {
                _depth = Math.Max(0, _depth - 1);
            }
            else
            {
                _isInString = c == '"';
            }
        }
    }
}
