namespace SunoPS;

/// <summary>Mirrors the extensions that Microsoft.Bcl.TimeProvider adds to the older runtime.</summary>
internal static class TimeProviderExtensions
{
    public static CancellationTokenSource CreateCancellationTokenSource(
        this TimeProvider timeProvider, TimeSpan delay) => new(delay, timeProvider);
}
