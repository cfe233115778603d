using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace SunoPS.Gateway;

/// <summary>Parses the arguments of the process.</summary>
internal static class CommandLine
{
    public const string Usage =
        "usage: SunoPS.Gateway [--port N] [--key K] [--latency MS] [--tls] [--proxy] [--no-log]";

    /// <summary>Converts arguments to options; <paramref name="error"/> names an invalid one.</summary>
    public static bool TryParse(string[] args, out LocalGatewayOptions options, out string error)
    {
        options = new LocalGatewayOptions();
        error = "";
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] == "--no-log")
            {
                options = options with { KeepLog = false };
                continue;
            }

            if (args[i] == "--tls")
            {
                options = options with { Tls = true };
                continue;
            }

            if (args[i] == "--proxy")
            {
                options = options with { Proxy = true };
                continue;
            }

            string name = args[i];
            if (name is not ("--port" or "--key" or "--latency"))
            {
                error = $"unknown argument '{name}'";
                return false;
            }

            if (++i == args.Length)
            {
                error = $"{name} needs a value";
                return false;
            }

            if (!TryApply(name, args[i], options, out LocalGatewayOptions? applied))
            {
                error = $"'{args[i]}' is no value for {name}";
                return false;
            }

            options = applied;
        }

        return true;
    }

    private static bool TryApply(
        string name, string value, LocalGatewayOptions options, [NotNullWhen(true)] out LocalGatewayOptions? applied)
    {
        bool isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        applied = name switch
        {
            "--port" when isNumber && number <= IPEndPoint.MaxPort => options with { Port = number },
            "--latency" when isNumber => options with { Latency = TimeSpan.FromMilliseconds(number) },
            "--key" when value.Length > 0 => options with { ApiKey = value },
            _ => null,
        };
        return applied is not null;
    }
}
