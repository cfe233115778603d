using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Shows the progress of submitting.</summary>
/// <param name="cmdlet">The command that submits.</param>
internal sealed class SubmitProgress(Cmdlet cmdlet) : ProgressBar(cmdlet, "Submitting to Suno")
{
    private int _submitted;
    private int _failed;
    private int _remaining;

    /// <summary>Counts a row.</summary>
    public void Begin() => _remaining++;

    /// <summary>Counts the result of a row.</summary>
    public void End(bool isSubmitted)
    {
        _remaining--;
        _ = isSubmitted ? _submitted++ : _failed++;
        Show();
    }

    /// <summary>Writes the progress if it is due, and any row remains.</summary>
    public void Show()
    {
        if (IsDue && _remaining > 0)
        {
            Show($"{_submitted} submitted, {_failed} failed, {_remaining} to go");
        }
    }
}
