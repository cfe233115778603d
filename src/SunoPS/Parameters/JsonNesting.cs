namespace SunoPS.Commands;

/// <summary>Tracks, across parts of a text, whether a JSON value is still open.</summary>
internal struct JsonNesting
{
    private int _depth;
    private bool _isInString;
    private bool _isEscaped;

    /// <summary>True while a bracket or brace is not closed.</summary>
    public readonly bool IsOpen => _depth > 0;

    /// <summary>Adds the next part.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (_isInString)
            {
                _isInString = _isEscaped || c != '"';
                _isEscaped = !_isEscaped && c == '\\';
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
                // A quotation mark before the first bracket belongs to the text of a log line.
                _isInString = c == '"' && _depth > 0;
            }
        }
    }
}
