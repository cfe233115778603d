using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace SunoPS.Commands;

/// <summary>Masks typed keys in the script line that PowerShell keeps with every error of its commands.</summary>
internal static class InvocationMask
{
    private const string KeyFromExpression = @"-ApiKey:?\s*[$(]";

    // A mask is not a key.
    private const string KeyAsText = """(-ApiKey:?|SUNO_API_KEY\W*=)\s*(?!['"]?\*\*\*)[^\s$(]""";
    private const string HeadersAsText = @"-Headers:?\s*@\{";

    /// <summary>Further keys are forgotten, the oldest first: each one takes time in every message.</summary>
    private const int MaxKeys = 256;

    private static readonly List<KeyMask> Masks = [];
    private static volatile KeyMask _keys = KeyMask.None;
    private static volatile string? _keyOfEnvironment;

    /// <summary>Masks the remembered keys, and that of the environment.</summary>
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
            if (string.IsNullOrWhiteSpace(apiKey) || (Masks.Count > 0 && Masks[^1].Masks(apiKey)))
            {
                return;
            }

            Masks.RemoveAll(mask => mask.Masks(apiKey));
            Masks.Add(new KeyMask(apiKey));
            if (Masks.Count > MaxKeys)
            {
                Masks.RemoveAt(0);

                // The next message remembers it again.
                _keyOfEnvironment = null;
            }

            _keys = KeyMask.Of(Masks);
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
