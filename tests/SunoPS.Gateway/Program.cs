namespace SunoPS.Gateway;

/// <summary>Runs the gateway as a separate process.</summary>
internal static class Program
{
    private const int Stopped = 0;
    private const int CouldNotListen = 1;
    private const int WrongArguments = 2;

    private static async Task<int> Main(string[] args)
    {
        if (!CommandLine.TryParse(args, out LocalGatewayOptions options, out string error))
        {
            await Console.Error.WriteLineAsync($"{error}{Environment.NewLine}{CommandLine.Usage}");
            return WrongArguments;
        }

        using var stop = new StopRequest();
        LocalGateway gateway;
        try
        {
            gateway = await LocalGateway.StartAsync(options);
        }
        catch (IOException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return CouldNotListen;
        }

        await using (gateway)
        {
            string address = gateway.BaseUri.GetLeftPart(UriPartial.Authority);
            await Console.Out.WriteLineAsync($"listening on {address}");
            if (gateway.ProxyUri is { } proxy)
            {
                await Console.Out.WriteLineAsync($"proxy on {proxy.GetLeftPart(UriPartial.Authority)}");
            }

            await stop.Requested;
        }

        return Stopped;
    }
}
