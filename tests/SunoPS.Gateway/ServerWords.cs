namespace SunoPS.Gateway;

/// <summary>How a server words its refusals.</summary>
public sealed record ServerWords
{
    /// <summary>A relay, as most gateways are.</summary>
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
        WrongKey = ("invalid_request", "unauthorized secret token"),
        SaysWrongMethod = false,
    };

    /// <summary>The header of the request id.</summary>
    public required string RequestIdHeader { get; init; }

    /// <summary>The answer to the id of no task, sent with status 400.</summary>
    public required (string Code, string Message) UnknownTask { get; init; }

    /// <summary>The answer to a wrong key, sent with status 401; null for the error object of a relay.</summary>
    public (string Code, string Message)? WrongKey { get; init; }

    /// <summary>Whether a wrong method at a right path is 405; else it is 404, as a wrong path is.</summary>
    public bool SaysWrongMethod { get; init; } = true;
}
