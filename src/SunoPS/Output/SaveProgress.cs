using System.Globalization;

namespace SunoPS.Commands;

/// <summary>Shows the progress of saving: files, bytes and rate of all downloads together.</summary>
internal sealed class SaveProgress(Cmdlet cmdlet, SunoMediaSaver saver) : ProgressBar(cmdlet, "Saving Suno clips")
{
    private const double MiB = 1024 * 1024;

    /// <summary>The rate is measured over this time, so that it follows changes of the network.</summary>
    private const int RateMilliseconds = 5_000;

    private readonly Queue<(long Time, long Bytes)> _samples = new();

    /// <summary>True once all files are known, and so the completed fraction.</summary>
    public bool IsTotalKnown { get; set; }

    public override void Show()
    {
        if (!IsDue)
        {
            return;
        }

        SunoMediaProgress progress = saver.Progress;
        long now = Environment.TickCount64;
        _samples.Enqueue((now, progress.Bytes));
        while (_samples.Peek().Time < now - RateMilliseconds)
        {
            _samples.Dequeue();
        }

        (long time, long bytes) = _samples.Peek();
        double rate = now > time ? (progress.Bytes - bytes) * 1000.0 / (now - time) : 0;
        string of = IsTotalKnown ? $" of {progress.Files}" : "";
        string size = string.Create(
            CultureInfo.InvariantCulture, $"{progress.Bytes / MiB:0.0} MiB, {rate / MiB:0.0} MiB/s");
        bool hasFraction = IsTotalKnown && progress.Files > 0;
        Show(
            $"{progress.Saved}{of} files, {progress.Failed} failed, {size}",
            hasFraction ? (double)(progress.Saved + progress.Failed) / progress.Files : null);
    }
}
