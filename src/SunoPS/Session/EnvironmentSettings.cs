namespace SunoPS.Commands;

/// <summary>The connection settings in environment variables.</summary>
internal sealed record EnvironmentSettings(string? ApiKey, string? BaseUri, string? Gateway)
{
    public const string ApiKeyName = "SUNO_API_KEY";
    public const string BaseUriName = "SUNO_API_BASE_URI";
    public const string GatewayName = "SUNO_API_GATEWAY";
    public const string JournalName = "SUNO_JOURNAL";

    /// <summary>Opens the journal in the user's data folder or in that of SUNO_JOURNAL; null if it is off.</summary>
    public static SunoSubmissionJournal? OpenJournal()
    {
        string? folder = Get(JournalName) ?? SunoSubmissionJournal.DefaultFolder;
        return string.Equals(folder, "off", StringComparison.OrdinalIgnoreCase) ? null
            : folder is not null && Path.IsPathRooted(folder) ? SunoSubmissionJournal.Open(folder)
            : throw SunoApiException.Invalid(
                $"There is no folder for the journal of submissions. Set {JournalName} to an absolute path, or to "
                + "'off'.");
    }

    public static EnvironmentSettings Read() => new(Get(ApiKeyName), Get(BaseUriName), Get(GatewayName));

    /// <summary>Creates the connection, with another key if given; null without gateway and address.</summary>
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
            throw SunoApiException.Invalid(
                $"The environment variable {BaseUriName} is not an address with scheme and host, such as "
                + "https://gateway.example.");
        }

        return new SunoConnection(address is null ? gateway : gateway with { BaseUri = address }, apiKey);
    }

    /// <summary>Omits the key.</summary>
    public override string ToString() => $"{Gateway} {BaseUri}";

    private static string? Get(string name) =>
        Environment.GetEnvironmentVariable(name)?.Trim() is { Length: > 0 } value ? value : null;
}
