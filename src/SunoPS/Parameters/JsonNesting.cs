namespace SunoPS.Commands;

/// <summary>Tells, from text that comes in parts, whether a JSON value that has begun is still open.</summary>
internal struct JsonNesting
{
    private int _depth;
    private bool _isInString;
    private bool _isEscaped;

    /// <summary>True while a bracket or brace has not been closed.</summary>
    public readonly bool IsOpen => _depth > 0;

    /// <summary>Takes the next part.</summary>
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
                // A quotation mark before the first bracket belongs to a log line's own text.
                _isInString = c == '"' && _depth > 0;
            }
        }
    }
}
