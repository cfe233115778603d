namespace SunoPS;

/// <summary>What Microsoft.Bcl.TimeProvider has for the older runtime, by the same name.</summary>
internal static class TimeProviderExtensions
{
    /// <summary>Makes a source that is cancelled after a time, by that clock.</summary>
    public static CancellationTokenSource CreateCancellationTokenSource(
        this TimeProvider timeProvider, TimeSpan delay) => new(delay, timeProvider);
}
