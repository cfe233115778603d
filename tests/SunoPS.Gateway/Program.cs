namespace SunoPS.Gateway;

/// <summary>Runs the gateway as a separate process.</summary>
internal static class Program
{
    private const int Stopped = 0;
    private const int CouldNotListen = 1;
    private const int WrongArguments = 2;

    private static async Task<int> Main(string[] args)
    {
        if (CommandLine.IsHelp(args))
        {
            await Console.Out.WriteLineAsync(CommandLine.Usage);
            return Stopped;
        }

        if (!CommandLine.TryParse(args, out LocalGatewayOptions options, out string error))
        {
            await Console.Error.WriteLineAsync($"{error}{Environment.NewLine}{CommandLine.Usage}");
            return WrongArguments;
        }

        using var stop = new StopRequest(endsWithInput: !options.IsPlayground);
        LocalGateway gateway;
        try
        {
            gateway = await StartAsync(options, choosesPort: !args.Contains("--port"));
        }
        catch (IOException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return CouldNotListen;
        }

        await using (gateway)
        {
            await Console.Out.WriteLineAsync(Welcome.Of(gateway));
            await stop.Requested;
        }

        return Stopped;
    }

    private static async Task<LocalGateway> StartAsync(LocalGatewayOptions options, bool choosesPort)
    {
        try
        {
            return await LocalGateway.StartAsync(
                choosesPort ? options with { Port = CommandLine.DefaultPort } : options);
        }
        catch (IOException) when (choosesPort)
        {
            return await LocalGateway.StartAsync(options);
        }
    }
}
