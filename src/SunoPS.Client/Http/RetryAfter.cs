namespace SunoPS;

/// <summary>Parses <c>Retry-After</c> in both forms.</summary>
internal static class RetryAfter
{
    /// <summary>Returns the time to wait from now, never negative; null if the response has none.</summary>
    public static TimeSpan? Of(HttpResponseMessage response, DateTimeOffset now)
    {
        TimeSpan? wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
