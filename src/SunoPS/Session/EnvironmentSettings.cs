namespace SunoPS.Commands;

/// <summary>The connection settings in environment variables.</summary>
internal sealed record EnvironmentSettings(string? ApiKey, string? BaseUri, string? Gateway)
{
    public const string ApiKeyName = "SUNO_API_KEY";
    public const string BaseUriName = "SUNO_API_BASE_URI";
    public const string GatewayName = "SUNO_API_GATEWAY";

    public const string JournalName = "SUNO_JOURNAL";

    /// <summary>
    /// Opens the journal of submissions in the user's data folder, or in the folder in <see cref="JournalName"/>.
    /// </summary>
    /// <returns>The journal; null if it is off.</returns>
    /// <exception cref="SunoApiException">The user has no data folder, or the path is not absolute.</exception>
    public static SunoSubmissionJournal? OpenJournal()
    {
        string? folder = Get(JournalName) ?? SunoSubmissionJournal.DefaultFolder;
        if (string.Equals(folder, "off", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return folder is not null && Path.IsPathRooted(folder)
            ? SunoSubmissionJournal.Open(folder)
            : throw Invalid(
                $"There is no folder for the journal of submissions. Set {JournalName} to an absolute path, or to "
                + "'off'.");
    }

    public static EnvironmentSettings Read() => new(Get(ApiKeyName), Get(BaseUriName), Get(GatewayName));

    /// <summary>Creates the connection from the gateway and the base address; null if both are missing.</summary>
    /// <param name="otherKey">A key that replaces the key of the environment; null to keep it.</param>
    /// <exception cref="SunoApiException">A setting is invalid.</exception>
    public SunoConnection? ToConnection(string? otherKey = null)
    {
        if (Gateway is null && BaseUri is null)
        {
            return null;
        }

        string? apiKey = otherKey ?? ApiKey;
        SunoGateway gateway = Gateway is null ? SunoGateway.Custom : GatewayArgument.ToGateway(Gateway, apiKey);
        Uri? address = null;
        if (BaseUri is not null && !Uri.TryCreate(BaseUri, UriKind.Absolute, out address))
        {
            throw Invalid(
                $"The environment variable {BaseUriName} is not an address with scheme and host, such as "
                + "https://gateway.example.");
        }

        return new SunoConnection(address is null ? gateway : gateway with { BaseUri = address }, apiKey);
    }

    /// <summary>Omits the key.</summary>
    public override string ToString() => $"{Gateway} {BaseUri}";

    private static string? Get(string name) =>
        Environment.GetEnvironmentVariable(name)?.Trim() is { Length: > 0 } value ? value : null;

    private static SunoApiException Invalid(string message) => new(SunoErrorKind.InvalidArgument, message);
}
