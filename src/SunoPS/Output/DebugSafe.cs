namespace SunoPS.Commands;

/// <summary>
/// Writes messages without the prompts of <c>-Debug</c>: with that switch, PowerShell prompts at each warning and
/// verbose message, which ends an unattended script. There, they become debug messages.
/// </summary>
internal static class DebugSafe
{
    public static void WriteWarning(PSCmdlet cmdlet, string text)
    {
        text = ShownText.Lines(text);
        if (HasDebugSwitch(cmdlet))
        {
            cmdlet.WriteDebug("WARNING: " + text);
        }
        else
        {
            cmdlet.WriteWarning(text);
        }
    }

    public static void WriteVerbose(PSCmdlet cmdlet, string text)
    {
        text = ShownText.Lines(text);
        if (HasDebugSwitch(cmdlet) && !cmdlet.MyInvocation.BoundParameters.ContainsKey("Verbose"))
        {
            cmdlet.WriteDebug(text);
        }
        else
        {
            cmdlet.WriteVerbose(text);
        }
    }

    /// <summary>True if PowerShell shows debug messages of a cmdlet.</summary>
    public static bool IsDebugging(PSCmdlet cmdlet) => HasDebugSwitch(cmdlet)
        || $"{cmdlet.GetVariableValue("DebugPreference")}" is not ("" or "SilentlyContinue" or "Ignore");

    private static bool HasDebugSwitch(PSCmdlet cmdlet) =>
        cmdlet.MyInvocation.BoundParameters.GetValueOrDefault("Debug") is SwitchParameter { IsPresent: true };
}
