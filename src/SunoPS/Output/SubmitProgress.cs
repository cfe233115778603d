namespace SunoPS.Commands;

internal sealed class SubmitProgress(Cmdlet cmdlet) : ProgressBar(cmdlet, "Submitting to Suno")
{
    private int _submitted;
    private int _failed;
    private int _remaining;

    public void Begin() => _remaining++;

    public void End(bool isSubmitted)
    {
        _remaining--;
        _ = isSubmitted ? _submitted++ : _failed++;
        Show();
    }

    public override void Show()
    {
        if (IsDue && _remaining > 0)
        {
            Show($"{_submitted} submitted, {_failed} failed, {_remaining} to go");
        }
    }
}
