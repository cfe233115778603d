namespace SunoPS.Client.Tests;

/// <summary>A recorded request to a real server, and its response.</summary>
internal sealed record RecordedExchange(
    string Method, string Target, string Key, string RequestBody, CannedAnswer Answer)
{
    private static readonly string[] NotSent = ["content-length", "transfer-encoding", "date", "content-encoding"];

    public static IEnumerable<string> Names =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "exchanges"), "*.txt")
            .Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal);

    public static IReadOnlyList<RecordedExchange> Read(string name)
    {
        string text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "exchanges", $"{name}.txt"))
            .ReplaceLineEndings("\n");
        return [.. text.Split("### ", StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
    }

    private static RecordedExchange Parse(string text)
    {
        int start = text.IndexOf('\n', StringComparison.Ordinal) + 1;
        int middle = text.IndexOf("\nHTTP/1.1 ", StringComparison.Ordinal);
        (string[] request, string requestBody) = Split(text[start..middle]);
        (string[] response, string body) = Split(text[(middle + 1)..]);
        string[] line = request[0].Split(' ');
        Dictionary<string, string?> headers = Headers(response);
        headers.Remove("Content-Type", out string? contentType);
        return new RecordedExchange(
            line[0],
            line[1],
            Headers(request).GetValueOrDefault("Authorization")?.Replace("Bearer ", "", StringComparison.Ordinal) ?? "",
            requestBody,
            new CannedAnswer
            {
                Status = int.Parse(response[0].Split(' ')[1], CultureInfo.InvariantCulture),
                ContentType = contentType,
                Headers = headers,
                Body = body,
            });
    }

    private static (string[] Head, string Body) Split(string message)
    {
        int end = message.IndexOf("\n\n", StringComparison.Ordinal);
        return (message[..end].Split('\n'), message[end..].Trim('\n'));
    }

    private static Dictionary<string, string?> Headers(string[] head) => head.Skip(1)
        .Select(line => line.Split(": ", 2))
        .Where(header => !NotSent.Contains(header[0].ToLowerInvariant()))
        .ToDictionary(header => header[0], header => (string?)header[1], StringComparer.OrdinalIgnoreCase);
}
