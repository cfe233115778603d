namespace SunoPS.Commands;

/// <summary>Resolves a gateway argument: a name or an address.</summary>
internal static class GatewayArgument
{
    /// <summary>True for an address, also one that is not valid; false for a name.</summary>
    public static bool IsAddress(string gateway) => gateway.AsSpan().IndexOfAny(".:/") >= 0;

    /// <summary>Returns the row of a gateway, or the usual one at an address.</summary>
    public static SunoGateway ToGateway(string name, string? apiKey)
    {
        if (IsAddress(name))
        {
            return SunoGateway.Custom with { BaseUri = UriTransformationAttribute.Of(name.Trim()) };
        }

        SunoGateway? gateway = SunoGateway.Find(name);
        return gateway is not null && apiKey is not null ? gateway : throw SunoApiException.Invalid(
            gateway is null
                ? $"The gateway '{name}' is unknown. "
                    + $"Use {string.Join(", ", SunoGateway.Known.Select(known => known.Name))}, or an address: "
                    + "Connect-SunoApi -BaseUri <uri> -ApiKey <key>."
                : $"The key for {gateway.Name} is missing. Give it with -ApiKey, or set the environment variable "
                    + $"{EnvironmentSettings.ApiKeyName}.");
    }
}
