namespace SunoPS.Commands;

/// <summary>
/// Writes messages without the prompts of <c>-Debug</c>: with that switch, PowerShell prompts at each warning and
/// verbose message, which ends an unattended script. There, they become debug messages.
/// </summary>
internal static class DebugSafe
{
    public static void WriteWarning(PSCmdlet cmdlet, string text)
    {
        Action<string> write = HasDebugSwitch(cmdlet)
            ? line => cmdlet.WriteDebug("WARNING: " + line)
            : cmdlet.WriteWarning;
        write(ShownText.Lines(text));
    }

    public static void WriteVerbose(PSCmdlet cmdlet, string text)
    {
        bool asDebug = HasDebugSwitch(cmdlet) && !cmdlet.MyInvocation.BoundParameters.ContainsKey("Verbose");
        Action<string> write = asDebug ? cmdlet.WriteDebug : cmdlet.WriteVerbose;
        write(ShownText.Lines(text));
    }

    /// <summary>True if PowerShell shows debug messages of a cmdlet.</summary>
    public static bool IsDebugging(PSCmdlet cmdlet) => HasDebugSwitch(cmdlet)
        || $"{cmdlet.GetVariableValue("DebugPreference")}" is not ("" or "SilentlyContinue" or "Ignore");

    private static bool HasDebugSwitch(PSCmdlet cmdlet) =>
        cmdlet.MyInvocation.BoundParameters.GetValueOrDefault("Debug") is SwitchParameter { IsPresent: true };
}
