using System.Collections.Concurrent;

namespace SunoPS;

/// <summary>
/// The transports of a run, one for each gateway: connections to a host that one gateway allows are not used for
/// another.
/// </summary>
/// <param name="options">The network settings and the allowed networks.</param>
/// <param name="log">Receives the reports.</param>
internal sealed class MediaTransports(SunoMediaOptions options, RequestLog log) : IDisposable
{
    private readonly ConcurrentDictionary<GatewayNetwork, Lazy<MediaTransport>> _transports = new();

    private readonly GatewayNetwork _gateway = options.Gateway
        ?? (options.GatewayUri is { } address ? new GatewayNetwork(address) : GatewayNetwork.Unknown);

    /// <summary>Returns the transport for a clip.</summary>
    public MediaTransport For(SunoClip clip)
    {
        GatewayNetwork gateway = options.JudgesByTask ? clip.Task?.Network ?? GatewayNetwork.Unknown : _gateway;
        return _transports.GetOrAdd(
            gateway, own => new Lazy<MediaTransport>(() => new MediaTransport(options, own, log))).Value;
    }

    public void Dispose()
    {
        foreach (Lazy<MediaTransport> transport in _transports.Values)
        {
            transport.Value.Dispose();
        }
    }
}
