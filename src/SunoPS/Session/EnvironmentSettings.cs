namespace SunoPS.Commands;

/// <summary>The connection settings of the environment.</summary>
/// <param name="ApiKey"><c>SUNO_API_KEY</c>.</param>
/// <param name="BaseUri"><c>SUNO_API_BASE_URI</c>.</param>
/// <param name="Gateway"><c>SUNO_API_GATEWAY</c>.</param>
internal sealed record EnvironmentSettings(string? ApiKey, string? BaseUri, string? Gateway)
{
    public const string ApiKeyName = "SUNO_API_KEY";
    public const string BaseUriName = "SUNO_API_BASE_URI";
    public const string GatewayName = "SUNO_API_GATEWAY";

    public const string JournalName = "SUNO_JOURNAL";

    /// <summary>The value of <see cref="JournalName"/> that turns the journal off.</summary>
    private const string Off = "off";

    /// <summary>
    /// Opens the journal of submissions: in the user's own data folder, or where <see cref="JournalName"/> says.
    /// </summary>
    /// <returns>Null if it is off.</returns>
    /// <exception cref="SunoApiException">There is no such folder.</exception>
    public static SunoSubmissionJournal? OpenJournal()
    {
        string? folder = Get(JournalName) ?? SunoSubmissionJournal.DefaultFolder;
        if (string.Equals(folder, Off, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return folder is not null && Path.IsPathRooted(folder)
            ? SunoSubmissionJournal.Open(folder)
            : throw new SunoApiException(
                SunoErrorKind.InvalidArgument,
                $"There is no folder for the journal of submissions. Set {JournalName} to an absolute path, or to "
                    + $"'{Off}'.");
    }

    public static EnvironmentSettings Read()
    {
        var settings = new EnvironmentSettings(Get(ApiKeyName), Get(BaseUriName), Get(GatewayName));
        InvocationMask.Remember(settings.ApiKey);
        return settings;
    }

    /// <summary>
    /// The connection it names: the gateway's dialect, at the base address where there is one; null if it names
    /// neither.
    /// </summary>
    /// <param name="otherKey">A key that replaces the one of the environment; null to keep it.</param>
    /// <exception cref="SunoApiException">It names something that cannot be used.</exception>
    public SunoConnection? ToConnection(string? otherKey = null)
    {
        string? apiKey = otherKey ?? ApiKey;
        if (Gateway is null && BaseUri is null)
        {
            return null;
        }

        SunoGateway gateway = Gateway is null ? SunoGateway.Custom : GatewayArgument.ToGateway(Gateway, apiKey);
        if (BaseUri is not null)
        {
            gateway = gateway with
            {
                BaseUri =
                    Uri.TryCreate(BaseUri, UriKind.Absolute, out Uri? baseUri) ? baseUri : throw new SunoApiException(
                        SunoErrorKind.InvalidArgument,
                        $"The environment variable {BaseUriName} is not an address with scheme and host, such as "
                            + "https://gateway.example."),
            };
        }

        return new SunoConnection(gateway, apiKey);
    }

    /// <summary>The key must not be printed with the rest.</summary>
    public override string ToString() => $"{Gateway} {BaseUri}";

    private static string? Get(string name) => Environment.GetEnvironmentVariable(
        name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}
