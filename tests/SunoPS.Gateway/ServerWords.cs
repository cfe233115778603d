namespace SunoPS.Gateway;

/// <summary>The texts of the errors of a server.</summary>
public sealed record ServerWords
{
    /// <summary>A relay, like most gateways.</summary>
    public static ServerWords Relay { get; } = new()
    {
        RequestIdHeader = "x-oneapi-request-id",
        UnknownTask = ("task_not_exist", "task_not_exist"),
    };

    /// <summary>Suno-API, the original open-source server.</summary>
    public static ServerWords SunoApi { get; } = new()
    {
        RequestIdHeader = "X-Any2api-Request-Id",
        UnknownTask = ("invalid_request", "task not exist"),
        SaysWrongMethod = false,
    };

    /// <summary>new-api of July 2026.</summary>
    public static ServerWords NewApi { get; } = Relay with { VersionHeader = "X-New-Api-Version" };

    /// <summary>one-hub.</summary>
    public static ServerWords OneHub { get; } = Relay with
    {
        UnknownTask = ("task_not_exist", ""),
        UnknownTaskStatus = 404,
        SaysNullData = false,
    };

    /// <summary>The header of the request id.</summary>
    public required string RequestIdHeader { get; init; }

    /// <summary>The header of the version; null for none.</summary>
    public string? VersionHeader { get; init; }

    /// <summary>The response to the id of an unknown task.</summary>
    public required (string Code, string Message) UnknownTask { get; init; }

    /// <summary>The status of that response.</summary>
    public int UnknownTaskStatus { get; init; } = 400;

    /// <summary>Whether an error has <c>"data":null</c>.</summary>
    public bool SaysNullData { get; init; } = true;

    /// <summary>Whether a wrong method on a valid path is 405; otherwise it is 404, like a wrong path.</summary>
    public bool SaysWrongMethod { get; init; } = true;
}
