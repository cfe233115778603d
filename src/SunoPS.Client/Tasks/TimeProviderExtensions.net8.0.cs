namespace SunoPS;

/// <summary>Mirrors the extensions that Microsoft.Bcl.TimeProvider adds to the older runtime.</summary>
internal static class TimeProviderExtensions
{
    /// <summary>Creates a source that is canceled after a delay on this clock.</summary>
    public static CancellationTokenSource CreateCancellationTokenSource(
        this TimeProvider timeProvider, TimeSpan delay) => new(delay, timeProvider);
}
