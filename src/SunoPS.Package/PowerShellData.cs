using System.Text.RegularExpressions;

namespace SunoPS.Package;

/// <summary>
/// Reads the part of PowerShell's data language that manifests are written in: tables, arrays, texts and plain words. Tables become dictionaries whose keys
/// have no case, arrays become lists, <c>$null</c> becomes null, all else becomes text. What a condition chooses for an edition of PowerShell is passed over, as
/// null: nothing that a package says of a module depends on it.
/// </summary>
internal sealed partial class PowerShellData
{
    private readonly List<string> _tokens;
    private int _next;

    private PowerShellData(string text)
    {
        _tokens = [.. Token().Matches(text).Select(match => match.Value).Where(token => !IsBlank(token))];
    }

    /// <summary>Reads a text that is one value.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static object? Parse(string text)
    {
        var data = new PowerShellData(text);
        data.SkipLineEnds();
        object? value = data.ReadValue();
        data.SkipLineEnds();
        return data._next == data._tokens.Count ? value : throw data.Unexpected();
    }

    private object? ReadValue()
    {
        string token = Take();
        return token switch
        {
            "@{" => ReadTable(),
            "@(" => ReadArray(),
            "$null" => null,
            "if" => SkipCondition(),
            _ when HereString().Match(token) is { Success: true } match => match.Groups["text"].Value,
            ['\'', .. var text, '\''] => text.Replace("''", "'", StringComparison.Ordinal),
            // A backtick or a variable would mean more than it says.
            ['"', .. var text, '"'] when text.AsSpan().IndexOfAny('`', '$') < 0 => text.Replace("\"\"", "\"", StringComparison.Ordinal),
            _ when Word().IsMatch(token) => token,
            _ => throw Unexpected(_next - 1),
        };
    }

    private Dictionary<string, object?> ReadTable()
    {
        var table = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        SkipLineEnds();
        while (!TakeIf("}"))
        {
            string key = ReadValue() as string ?? throw Unexpected(_next - 1);
            if (!TakeIf("="))
            {
                throw Unexpected();
            }

            SkipLineEnds();
            object? value = ReadValue();
            table[key] = Peek() == "," ? ReadList(value) : value;
            SkipLineEnds();
        }

        return table;
    }

    private List<object?> ReadArray()
    {
        List<object?> items = [];
        SkipLineEnds();
        while (!TakeIf(")"))
        {
            items.AddRange(ReadList(ReadValue()));
            SkipLineEnds();
        }

        return items;
    }

    /// <summary>The rest of what commas put together.</summary>
    private List<object?> ReadList(object? first)
    {
        List<object?> items = [first];
        while (TakeIf(","))
        {
            SkipLineEnds();
            items.Add(ReadValue());
        }

        return items;
    }

    private object? SkipCondition()
    {
        SkipGroup("(", ")");
        SkipGroup("{", "}");
        while (TakeIf("elseif"))
        {
            SkipGroup("(", ")");
            SkipGroup("{", "}");
        }

        if (TakeIf("else"))
        {
            SkipGroup("{", "}");
        }

        return null;
    }

    /// <summary>Skips from a bracket to the one that closes it.</summary>
    private void SkipGroup(string open, string close)
    {
        if (!TakeIf(open))
        {
            throw Unexpected();
        }

        for (int depth = 1; depth > 0;)
        {
            string token = Take();
            depth += token == open || token == "@" + open ? 1 : token == close ? -1 : 0;
        }
    }

    private string? Peek() => _next < _tokens.Count ? _tokens[_next] : null;

    private string Take() => _next < _tokens.Count ? _tokens[_next++] : throw Unexpected();

    private bool TakeIf(string token)
    {
        bool isIt = Peek() == token;
        _next += isIt ? 1 : 0;
        return isIt;
    }

    private void SkipLineEnds()
    {
        while (Peek() is "\n" or ";")
        {
            _next++;
        }
    }

    private static bool IsBlank(string token) => token[0] is ' ' or '\t' or '\r' or '#' or '\uFEFF' || token.StartsWith("<#", StringComparison.Ordinal);

    private FormatException Unexpected(int? index = null) =>
        new((index ?? _next) < _tokens.Count ? $"'{_tokens[index ?? _next]}' has no place in a manifest there." : "The manifest breaks off.");

    [GeneratedRegex("""
        @'[ \t]*\r?\n(.*?)\r?\n'@
        | @"[ \t]*\r?\n(.*?)\r?\n"@
        | '([^']|'')*' | "([^"]|"")*"
        | @\{ | @\( | [=,;\n{}()]
        | <\#.*?\#> | \#[^\n]* | [ \t\r\uFEFF]+
        | [^\s=,;{}()'"]+ | .
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Token();

    [GeneratedRegex("""^@(?<quote>['"])[ \t]*\r?\n(?<text>.*?)\r?\n\k<quote>@$""", RegexOptions.Singleline)]
    private static partial Regex HereString();

    [GeneratedRegex(@"^(\$true|\$false|[\w.:-]+)$")]
    private static partial Regex Word();
}
