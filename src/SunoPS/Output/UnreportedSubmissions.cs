using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace SunoPS.Commands;

/// <summary>Warns once of submissions that a command has sent but not output, because it was ended early.</summary>
internal sealed class UnreportedSubmissions
{
    private readonly PSCmdlet _cmdlet;
    private readonly PSHost _host;
    private readonly bool _isSilent;
    private readonly bool _isJournaled;
    private readonly string _since =
        TimeProvider.System.GetLocalNow().ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    private bool _isDone;

    /// <param name="cmdlet">The command, when it starts.</param>
    /// <param name="isJournaled">Whether its submissions are in the journal.</param>
    public UnreportedSubmissions(PSCmdlet cmdlet, bool isJournaled)
    {
        _cmdlet = cmdlet;
        _isJournaled = isJournaled;
        _host = cmdlet.Host;
        object? preference = cmdlet.MyInvocation.BoundParameters.TryGetValue("WarningAction", out object? given)
            ? given
            : cmdlet.GetVariableValue("WarningPreference");
        _isSilent = LanguagePrimitives.TryConvertTo(preference, out ActionPreference action)
            && action is ActionPreference.SilentlyContinue or ActionPreference.Ignore;
    }

    /// <summary>Warns while the command still runs. PowerShell does not allow that after Ctrl+C.</summary>
    public void Warn(int count)
    {
        if (count == 0 || _isDone)
        {
            return;
        }

        try
        {
            DebugSafe.WriteWarning(_cmdlet, TextOf(count));
            _isDone = true;
        }
        catch (PipelineStoppedException)
        {
            // WarnAfterStop writes the warning instead.
        }
    }

    /// <summary>Warns after the pipeline has stopped, only on the screen, because the streams are closed.</summary>
    public void WarnAfterStop(int count)
    {
        if (count == 0 || _isDone || _isSilent)
        {
            return;
        }

        _isDone = true;
        try
        {
            _host.UI?.WriteWarningLine(TextOf(count));
        }
        catch (HostException)
        {
            // The host has no screen.
        }
    }

    private string TextOf(int count) =>
        $"{count} {(count == 1 ? "submission was" : "submissions were")} in flight or not output yet, and may be "
            + "charged. "
        + (_isJournaled
            ? $"They continue in the background; see what becomes of them: Get-SunoSubmission -Since {_since}"
            : "Their task ids are lost, because the journal is off.");
}
