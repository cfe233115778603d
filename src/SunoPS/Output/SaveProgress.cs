using System.Globalization;

namespace SunoPS.Commands;

/// <summary>Shows the progress of saving: files, bytes and rate of all downloads together.</summary>
internal sealed class SaveProgress(Cmdlet cmdlet, SunoMediaSaver saver) : ProgressBar(cmdlet, "Saving Suno clips")
{
    private const double MiB = 1024 * 1024;

    /// <summary>The bytes when the bar was last written: the rate follows changes of the network.</summary>
    private (long Time, long Bytes) _last;

    /// <summary>True once all files are known, and so the completed fraction.</summary>
    public bool IsTotalKnown { get; set; }

    public override void Show()
    {
        if (IsDue)
        {
            SunoMediaProgress progress = saver.Progress;
            long now = Environment.TickCount64;
            double rate = _last.Time == 0 ? 0 : (progress.Bytes - _last.Bytes) * 1000.0 / (now - _last.Time);
            _last = (now, progress.Bytes);
            string of = IsTotalKnown ? $" of {progress.Files}" : "";
            string size = string.Create(
                CultureInfo.InvariantCulture, $"{progress.Bytes / MiB:0.0} MiB, {rate / MiB:0.0} MiB/s");
            Show(
                $"{progress.Saved}{of} files, {progress.Failed} failed, {size}",
                IsTotalKnown && progress.Files > 0
                    ? (double)(progress.Saved + progress.Failed) / progress.Files
                    : null);
        }
    }
}
