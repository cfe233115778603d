using SunoPS.Fuzz;

namespace SunoPS.Client.Tests.Attacks;

/// <summary>A fuzzed HTTP response. The same number creates the same response.</summary>
internal sealed class FuzzedAnswer(int seed, int number)
{
    private static readonly string Key = "Bearer " + KeyForms.Key;

    private static readonly string Unsafe = UnsafeCharacters.In("said");

    private static readonly string[] StatusLines =
    [
        "HTTP/1.1 {0} OK", "HTTP/1.0 {0} OK", "HTTP/1.1 {0}", "HTTP/1.1 {0} {1}", "HTTP/2.0 {0} OK", "HTTP/1.1  {0} OK",
        "HTP/1.1 {0} OK", "HTTP/1.1 2000 OK", "HTTP/1.1 -1 {1}", "HTTP/9.9 {0} {1}", "{1}", "", "HTTP/1.1 {0} {2}",
    ];

    private static readonly int[] Statuses =
    [
        200, 200, 200, 200, 201, 204, 206, 100, 101, 199, 300, 301, 302, 303, 304, 307, 308, 400, 401, 402, 403, 404,
        405, 408, 413, 422, 429, 451, 499, 500, 501, 502, 503, 504, 520, 599, 600, 999,
    ];

    private static readonly string[] Headers =
    [
        "Content-Type: application/json", "Content-Type: text/html; charset=gb18030",
        "Content-Type: application/json; charset=utf-16", "Content-Type: text/plain; charset={1}", "Content-Type: {1}",
        "Content-Type: {2}", "Content-Type:", "x-request-id: {1}", "x-oneapi-request-id: {2}", "Retry-After: 1",
        "Retry-After: 2147483647", "Retry-After: 99999999999999999999", "Retry-After: -1", "Retry-After: {1}",
        "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT", "Location: https://login.example/?key={1}",
        "Location: https://login.example/{3}", "Location: //{3}.example/", "Location: {1}", "Location: {2}",
        "Location: ../up", "Location: javascript:alert(1)", "Content-Encoding: gzip", "Content-Encoding: deflate",
        "Content-Encoding: br", "Content-Encoding: {1}", "Set-Cookie: {1}", "Connection: close", "Connection: {1}",
        "{1}", "{1}: {1}", "{2}", ": {1}", " {1}", "X-{1}: {2}", "Transfer-Encoding: {1}", "Content-Length: {1}",
        "Content-Length: -5", "Content-Length: 99999999999999999999", "Content-Length: 900000000", "Trailer: {1}",
        "Content-Range: {1}", "WWW-Authenticate: {1}", "Date: {1}", "Upgrade: {1}",
    ];

    private static readonly string[] ChunkHeaders =
        ["{0:x}", "{0:x}", "{0:X};ext={1}", "0x{0:x}", "{1}", "-1", "ffffffffffffffffff", "7fffffff", "", "{2}"];

    /// <summary>Bodies with the key and unsafe characters; in JSON, <c>"{2}"</c> is a text of both.</summary>
    private static readonly string[] Bodies =
    [
        "", "{2} {1} {3}", "\uFEFF{{\"code\":\"{2}\"}}",
        "<html><title>{2} {1}</title><script>{1}</script><p>{2}</html>",
        """{{"code":"{2}","message":"{2}","request_id":"{2}","data":null}}""",
        """{{"error":{{"message":"{2}","type":"{2}","code":"{2}"}}}}""", """{{"error":"{2}"}}""",
        """{{"code":"success","message":"{2}","data":"{2}"}}""", """{{"detail":"{2}. request id: {2}"}}""",
        """{{"code":"task_not_exist","message":"{2}"}}""",
        """{{"code":"success","data":{{"task_id":"t-1","action":"{2}","status":"SUCCESS","data":[]}}}}""",
        """{{"code":"success","data":[{{"task_id":"t-1","progress":"7%"}},{{"task_id":"t-2","fail_reason":"{2}"}}]}}""",
        """{{"code":"success","data":"t-1"}}""",
    ];

    private readonly Random _random = new(unchecked((seed * 1_000_003) + number));

    /// <summary>Returns the bytes on the wire: one response, or one with changes and parts of another.</summary>
    public byte[] Create() =>
        OneIn(2) ? CreateWhole() : new Mutator(_random.Next()).Change(CreateWhole(), CreateWhole());

    private byte[] CreateWhole()
    {
        string text = OneIn(2) ? Unsafe + Key + new string('x', _random.Next(2000)) + Key : Key;
        string template = Any(Bodies);
        bool isJson = template.Contains('"');
        string wireText = string.Concat(
            text.Select(c => isJson && (c < ' ' || number % 2 == 0) ? $"\\u{(int)c:x4}" : $"{c}"));
        string filled = string.Format(CultureInfo.InvariantCulture, template, 0, Key, wireText, KeyForms.Encoded);
        byte[] body = (OneIn(8) ? Encoding.Unicode : Encoding.UTF8).GetBytes(filled);
        var head = new StringBuilder(Filled(OneIn(4) ? Any(StatusLines) : StatusLines[0], Any(Statuses)));
        head.Append("\r\n");
        head.AppendJoin("", Enumerable.Range(0, _random.Next(4)).Select(_ => Filled(Any(Headers)) + "\r\n"));
        if (OneIn(8))
        {
            head.Append("Content-Encoding: gzip\r\n");
            body = Compressed.Gzip(filled);
        }

        (string before, string after) = _random.Next(4) switch
        {
            0 => ("\r\n", ""),
            1 or 2 => ($"Content-Length: {body.Length + (OneIn(8) ? _random.Next(-20, 20) : 0)}\r\n\r\n", ""),
            _ => (
                $"Transfer-Encoding: chunked\r\n\r\n{Filled(Any(ChunkHeaders), body.Length)}\r\n",
                OneIn(4) ? Filled("\r\n0\r\n{1}: {2}\r\n{1}\r\n\r\n") : "\r\n0\r\n\r\n"),
        };
        Encoding encoding = OneIn(2) ? Encoding.UTF8 : Encoding.Latin1;
        return [.. encoding.GetBytes(head + before), .. body, .. encoding.GetBytes(after)];
    }

    private bool OneIn(int count) => _random.Next(count) == 0;

    private T Any<T>(T[] items) => items[_random.Next(items.Length)];

    private static string Filled(string template, int value = 0) =>
        string.Format(CultureInfo.InvariantCulture, template, value, Key, Unsafe, KeyForms.Encoded);
}
