namespace SunoPS.Pester;

/// <summary>
/// Ends the processes after the last test without killing them, because coverage is written when a process ends.
/// </summary>
public sealed class EndOfRun : IAsyncDisposable
{
    public ValueTask DisposeAsync() => new(PesterFile.EndAsync());
}
