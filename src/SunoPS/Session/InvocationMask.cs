using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace SunoPS.Commands;

/// <summary>Masks typed keys in the script line that PowerShell keeps with every error of its commands.</summary>
internal static class InvocationMask
{
    /// <summary>The newest keys are enough, because a line is short.</summary>
    private const int MaxKeys = 256;

    private const string KeyFromExpression = @"-ApiKey:?\s*[$(]";
    // A mask is not a key.
    private const string KeyAsText = """(-ApiKey:?|SUNO_API_KEY\W*=)\s*(?!['"]?\*\*\*)[^\s$(]""";
    private const string HeadersAsText = @"-Headers:?\s*@\{";

    private static readonly Queue<KeyMask> Masks = [];
    private static volatile KeyMask _keys = KeyMask.None;
    private static volatile string? _keyOfEnvironment;

    /// <summary>Masks all remembered keys, and that of the environment.</summary>
    public static KeyMask Keys
    {
        get
        {
            string? key = Environment.GetEnvironmentVariable(EnvironmentSettings.ApiKeyName);
            if (key != _keyOfEnvironment)
            {
                Remember(key);
                _keyOfEnvironment = key;
            }

            return _keys;
        }
    }

    /// <summary>Remembers a key that script lines may contain.</summary>
    public static void Remember(string? apiKey)
    {
        lock (Masks)
        {
            if (!string.IsNullOrWhiteSpace(apiKey) && !Masks.Any(mask => mask.Masks(apiKey)))
            {
                Masks.Enqueue(new KeyMask(apiKey));
                if (Masks.Count > MaxKeys)
                {
                    Masks.Dequeue();
                }

                _keys = KeyMask.Of(Masks);
            }
        }
    }

    /// <summary>Masks the line of a command; keeps only its name if that may hold an unknown key or headers.</summary>
    public static void Apply(InvocationInfo invocation, bool takesKey = false)
    {
        string line = invocation.Line ?? "";
        string masked = Keys.Apply(line);
        bool mayHoldKey = masked == line && (takesKey ? !Matches(line, KeyFromExpression) : Matches(line, KeyAsText));
        bool isHidden = mayHoldKey || Matches(line, HeadersAsText);
        if (isHidden || masked != line)
        {
            invocation.DisplayScriptPosition =
                Extent(invocation, isHidden ? invocation.InvocationName : masked.TrimEnd('\r', '\n'));
        }
    }

    private static bool Matches(string line, string pattern) =>
        Regex.IsMatch(line, pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The extent of a whole masked line, because masking moves the position of the error.</summary>
    private static ScriptExtent Extent(InvocationInfo invocation, string line)
    {
        string? file = string.IsNullOrEmpty(invocation.ScriptName) ? null : invocation.ScriptName;
        return new ScriptExtent(At(column: 1), At(line.Length + 1));

        ScriptPosition At(int column) => new(file, invocation.ScriptLineNumber, column, line, fullScript: line);
    }
}
