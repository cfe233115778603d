using System.Text.Encodings.Web;

namespace SunoPS.Gateway;

/// <summary>A response that does not depend on tasks.</summary>
/// <param name="Software">The software that sends it.</param>
/// <param name="Target">A regular expression for the method and the path, such as <c>GET /v1/models</c>.</param>
/// <param name="Body">
/// The body: <c>{message}</c>, <c>$1</c> and <c>$2</c> stand for the message and the groups of the target,
/// <c>{151+spent/5000}</c> for an amount and what submissions have cost since.
/// </param>
/// <param name="Message">The message of an error.</param>
internal sealed partial record RelayAnswer(RelaySoftware Software, string Target, string Body, string Message = "")
{
    /// <summary>The names of the keys that get it; null for every valid key.</summary>
    public string? Keys { get; init; }

    /// <summary>A regular expression for the target and body of the request; null for any.</summary>
    public string? Text { get; init; }

    public int Status { get; init; } = 200;

    public string ContentType { get; init; } = "application/json; charset=utf-8";

    public string? Location { get; init; }

    /// <summary>An error of the middleware, before anything is sent.</summary>
    public static RelayAnswer Guard(
        RelaySoftware software, string target, int status, string message, string code = "") => new(
        software,
        target,
        software switch
        {
            RelaySoftware.NewApi2025 => """{"error":{"message":"{message}","type":"new_api_error"}}""",
            RelaySoftware.OneHub => """{"error":{"message":"{message}","type":"one_hub_error"}}""",
            _ => $$$"""{"error":{"code":"{{{code}}}","message":"{message}","type":"new_api_error"}}""",
        },
        $"{message} (request id: {{id}})") { Status = status };

    /// <summary>An error of the code that submits and fetches tasks.</summary>
    public static RelayAnswer Refusal(
        RelaySoftware software, string target, int status, string code, string message) => new(
        software,
        target,
        software == RelaySoftware.OneHub
            ? $$$"""{"code":"{{{code}}}","message":"{message}"}"""
            : $$$"""{"code":"{{{code}}}","message":"{message}","data":null}""",
        message) { Status = status };

    public bool IsFor(RelaySoftware software, string? key, string target, GatewayRequest request) =>
        Software.HasFlag(software)
        && (Keys is null
            ? key is not null
            : Keys == RelayAnswers.Any || Keys.Split(' ').Contains(key ?? RelayAnswers.WrongKey))
        && Regex.IsMatch(target, $"^(?:{Target})$")
        && (Text is null || Regex.IsMatch(request.RawTarget + request.BodyText, Text));

    public string Write(string target, string requestId, int spent) => Amount().Replace(
        Regex.Match(target, $"^(?:{Target})$")
            .Result(Body.Replace("{message}", Encode(Message), StringComparison.Ordinal))
            .Replace("{id}", requestId, StringComparison.Ordinal),
        amount => $"{Number(amount.Groups[1]) + (Number(amount.Groups[2]) * spent / Number(amount.Groups[3]))}");

    [GeneratedRegex(@"\{(\d+)([+-])spent/(\d+)\}")]
    private static partial Regex Amount();

    private static int Number(Group group) => group.Value switch
    {
        "+" => 1,
        "-" => -1,
        var digits => int.Parse(digits, CultureInfo.InvariantCulture),
    };

    private static string Encode(string text) =>
        JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
}
