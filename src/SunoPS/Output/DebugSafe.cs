namespace SunoPS.Commands;

/// <summary>
/// Writes messages without the prompts of <c>-Debug</c>: with that switch, PowerShell prompts at each warning and
/// verbose message, which ends an unattended script.
/// </summary>
internal static class DebugSafe
{
    /// <summary>Writes a warning; under <c>-Debug</c> a debug message.</summary>
    public static void WriteWarning(PSCmdlet cmdlet, string text)
    {
        text = ShownText.Lines(text);
        if (IsSet(cmdlet, "Debug"))
        {
            cmdlet.WriteDebug("WARNING: " + text);
        }
        else
        {
            cmdlet.WriteWarning(text);
        }
    }

    /// <summary>Writes a verbose message; under <c>-Debug</c> without <c>-Verbose</c> a debug message.</summary>
    public static void WriteVerbose(PSCmdlet cmdlet, string text)
    {
        text = ShownText.Lines(text);
        if (IsSet(cmdlet, "Debug") && !cmdlet.MyInvocation.BoundParameters.ContainsKey("Verbose"))
        {
            cmdlet.WriteDebug(text);
        }
        else
        {
            cmdlet.WriteVerbose(text);
        }
    }

    /// <summary>True if PowerShell shows debug messages of a cmdlet.</summary>
    public static bool IsDebugging(PSCmdlet cmdlet) => IsSet(cmdlet, "Debug")
        || $"{cmdlet.GetVariableValue("DebugPreference")}" is not ("" or "SilentlyContinue" or "Ignore");

    private static bool IsSet(PSCmdlet cmdlet, string name) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue(name, out object? value)
            && value is SwitchParameter { IsPresent: true };
}
