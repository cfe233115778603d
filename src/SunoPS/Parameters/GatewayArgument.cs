namespace SunoPS.Commands;

/// <summary>A gateway's name as a user gives it.</summary>
internal static class GatewayArgument
{
    /// <summary>The row of that name, for use with a key.</summary>
    /// <exception cref="SunoApiException">There is no gateway of that name, or no key for it.</exception>
    public static SunoGateway ToGateway(string name, string? apiKey)
    {
        SunoGateway gateway = SunoGateway.Find(name) ?? throw new SunoApiException(
            SunoErrorKind.InvalidArgument,
            $"The gateway '{name}' is unknown",
            $"Use {string.Join(", ", SunoGateway.Known.Select(known => known.Name))}, or an address: "
                + "Connect-SunoApi -BaseUri <uri> -ApiKey <key>.");
        return apiKey is not null ? gateway : throw new SunoApiException(
            SunoErrorKind.InvalidArgument,
            $"The key for {gateway.Name} is missing. Give it with -ApiKey, or set the environment variable "
                + $"{EnvironmentSettings.ApiKeyName}.");
    }
}
