using Microsoft.Extensions.Hosting;

namespace SunoPS.Gateway;

/// <summary>Leaves Ctrl+C and signals to the process that hosts the gateway.</summary>
internal sealed class DetachedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
