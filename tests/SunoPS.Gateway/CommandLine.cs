namespace SunoPS.Gateway;

/// <summary>Parses the arguments of the process.</summary>
internal static class CommandLine
{
    /// <summary>The port without <c>--port</c>; if it is in use, any free one.</summary>
    public const int DefaultPort = 8000;

    public const string Usage = """
        A gateway on this machine, for trying SunoPS without an account and for its tests.

        usage: dotnet run --project tests/SunoPS.Gateway -- [options]

          --port N          the port on 127.0.0.1 (8000, or a free one if it is in use; 0: any free one)
          --key K           the accepted key (sk-local-gateway-key)
          --tls             https with a self-signed certificate
          --proxy           also a proxy that leads every https address to this gateway
          --no-log          keep no log of the requests
          --for-tests       clips have addresses at Suno's own hosts, submissions the same ids in every run, and the end
                            of the input ends it
          --help            this text

        Below the address are gateways as their software answers: /new-api, /new-api-2025, /one-hub and /suno-api, and
        dialects: /x-see, /openai-hub, /seed-002 and /ecovai. The key with one of these endings has a state: -disabled,
        -expired, -used-up, -exact (used up after one submission), -limited, -poor, -modelonly, -lonely (no channel).
        In /new-api, /new-api-2025 and /one-hub, a submission with one of these texts is refused: upstream http401 (or
        another status), upstream html, upstream is down, content policy, overloaded.

        It runs until Ctrl+C or SIGTERM.
        """;

    /// <summary>True if the arguments contain a switch for the usage.</summary>
    public static bool IsHelp(string[] args) => args.Any(arg => arg is "--help" or "-h" or "-?");

    /// <summary>Converts arguments to options; <paramref name="error"/> names an invalid one.</summary>
    public static bool TryParse(string[] args, out LocalGatewayOptions options, out string error)
    {
        options = new LocalGatewayOptions { IsPlayground = true };
        error = "";
        for (int i = 0; i < args.Length && error.Length == 0; i++)
        {
            string name = args[i];
            string? value = name is "--port" or "--key" ? args.ElementAtOrDefault(++i) ?? "" : null;
            bool isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
            LocalGatewayOptions? applied = name switch
            {
                "--no-log" => options with { KeepLog = false },
                "--tls" => options with { Tls = true },
                "--proxy" => options with { Proxy = true },
                "--for-tests" => options with { IsPlayground = false },
                "--port" when isNumber && number <= IPEndPoint.MaxPort => options with { Port = number },
                "--key" when value!.Length > 0 => options with { ApiKey = value },
                _ => null,
            };
            options = applied ?? options;
            error = applied is not null ? ""
                : value is null ? $"unknown argument '{name}'"
                : value.Length == 0 ? $"{name} needs a value"
                : $"'{value}' is no value for {name}";
        }

        return error.Length == 0;
    }
}
