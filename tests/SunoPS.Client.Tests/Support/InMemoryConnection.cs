namespace SunoPS.Client.Tests;

/// <summary>A connection that receives a given response and ends, below the real HTTP stack.</summary>
internal sealed class InMemoryConnection(byte[] answer) : MemoryStream(answer)
{
    public static SocketsHttpHandler Transport(Func<byte[]> nextAnswer) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = System.Net.DecompressionMethods.All,
        UseProxy = false,
        UseCookies = false,

        // Draining the rest of a response would keep the connection for the next request.
        MaxResponseDrainSize = 0,
        PooledConnectionLifetime = TimeSpan.Zero,
        ConnectCallback = (_, _) => new ValueTask<Stream>(new InMemoryConnection(nextAnswer())),
    };

    public override void Write(byte[] buffer, int offset, int count)
    {
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public override ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => default;
}
