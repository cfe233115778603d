using System.Management.Automation;

namespace SunoPS.Runspace;

/// <summary>Writes warnings that no switch turns into a question.</summary>
internal static class Warnings
{
    /// <summary>Writes a warning; under <c>-Debug</c> as a debug message, because there PowerShell stops at each warning and asks whether to go on.</summary>
    public static void Write(PSCmdlet cmdlet, string text)
    {
        if (cmdlet.MyInvocation.BoundParameters.TryGetValue("Debug", out object? debug) && debug is SwitchParameter { IsPresent: true })
        {
            cmdlet.WriteDebug("WARNING: " + text);
        }
        else
        {
            cmdlet.WriteWarning(text);
        }
    }
}
