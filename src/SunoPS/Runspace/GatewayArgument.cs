namespace SunoPS.Runspace;

/// <summary>A gateway's name as a user gives it.</summary>
internal static class GatewayArgument
{
    /// <summary>The row of that name.</summary>
    /// <exception cref="SunoApiException">There is no gateway of that name.</exception>
    public static SunoGateway ToGateway(string name) => SunoGateway.Find(name)
        ?? throw new SunoApiException(
            SunoErrorKind.InvalidArgument,
            $"No gateway is known as '{name}'. Known are {string.Join(", ", SunoGateway.Known.Select(gateway => gateway.Name))}; connect to any other by its address: Connect-SunoApi -BaseUri <uri> -ApiKey <key>.");
}
