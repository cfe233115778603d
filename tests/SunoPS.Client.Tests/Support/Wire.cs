namespace SunoPS.Client.Tests;

/// <summary>Bodies as gateways send them.</summary>
internal static class Wire
{
    /// <summary>A complete task without clips.</summary>
    /// <param name="id">The id.</param>
    /// <param name="more">More fields, such as <c>,"progress":"1%"</c>.</param>
    public static string Task(string id, string more = "") =>
        $$"""{"task_id":{{JsonSerializer.Serialize(id)}},"action":"MUSIC","status":"SUCCESS"{{more}}}""";

    /// <summary>The response to a single fetch.</summary>
    public static string One(string task) => $$"""{"code":"success","message":"","data":{{task}}}""";

    /// <summary>The response to a batch.</summary>
    public static string Many(params IEnumerable<string> tasks) => One($"[{string.Join(',', tasks)}]");

    /// <summary>The error of a relay.</summary>
    public static string Error(string message, string type = "new_api_error", string code = "") =>
        new JsonObject
            { ["error"] = new JsonObject { ["message"] = message, ["type"] = type, ["code"] = code } }.ToJsonString();

    /// <summary>The error of the protocol.</summary>
    public static string Refusal(string code, string message) =>
        new JsonObject { ["code"] = code, ["message"] = message, ["data"] = null }.ToJsonString();

    public static string[] IdsOf(LoggedRequest request) =>
        [.. JsonNode.Parse(request.Body)!["ids"]!.AsArray().Select(id => id!.GetValue<string>())];
}
