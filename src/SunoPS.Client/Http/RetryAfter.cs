namespace SunoPS;

/// <summary>Reads <c>Retry-After</c>, in either of its forms.</summary>
internal static class RetryAfter
{
    /// <summary>How long to wait from now; null if the answer does not say, never negative.</summary>
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
