using System.Globalization;
using System.IO.Compression;
using System.Text;
using SunoPS.Client.Tests.Mutations;

namespace SunoPS.Client.Tests.Attacks;

/// <summary>A fuzzed HTTP response. The same number creates the same response.</summary>
internal sealed class FuzzedAnswer
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
        ["{0:x}", "{0:X};ext={1}", "0x{0:x}", "{1}", "-1", "ffffffffffffffffff", "7fffffff", "", "{0:x} ", "{2}"];

    private readonly Random _random;

    /// <summary>Creates a response.</summary>
    /// <param name="seed">The seed of all responses.</param>
    /// <param name="number">The number of the response, from 0.</param>
    public FuzzedAnswer(int seed, int number)
    {
        _random = new Random(unchecked((seed * 1_000_003) + number));
        Body = CreateBody(seed, number);
        byte[] whole = CreateWhole();
        Bytes = OneIn(4) ? Damaged(whole) : whole;
    }

    /// <summary>The bytes on the wire.</summary>
    public byte[] Bytes { get; }

    /// <summary>The body before framing.</summary>
    public byte[] Body { get; }

    public override string ToString() => Encoding.Latin1.GetString(Bytes[..Math.Min(Bytes.Length, 2000)]);

    private bool OneIn(int count) => _random.Next(count) == 0;

    private T Any<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private static string Filled(string template, object number) =>
        string.Format(CultureInfo.InvariantCulture, template, number, Key, Unsafe, KeyForms.Encoded);

    private byte[] CreateWhole()
    {
        byte[] body = OneIn(8) ? Compressed(Body) : Body;
        bool isChunked = OneIn(3);
        string line = Filled(OneIn(4) ? Any(StatusLines) : StatusLines[0], Any(Statuses));
        var head = new StringBuilder(line).Append("\r\n");
        for (int count = _random.Next(4); count > 0; count--)
        {
            head.Append(Filled(Any(Headers), 0)).Append("\r\n");
        }

        if (body != Body)
        {
            head.Append("Content-Encoding: gzip\r\n");
        }

        head.Append(isChunked ? "Transfer-Encoding: chunked\r\n"
            : OneIn(4) ? ""
            : $"Content-Length: {body.Length + (OneIn(8) ? _random.Next(-20, 20) : 0)}\r\n").Append("\r\n");
        Encoding encoding = OneIn(2) ? Encoding.UTF8 : Encoding.Latin1;
        return [.. encoding.GetBytes(head.ToString()), .. isChunked ? Chunked(body, encoding) : body];
    }

    private byte[] Chunked(byte[] body, Encoding encoding)
    {
        var wire = new List<byte>(body.Length + 64);
        for (int start = 0; start < body.Length;)
        {
            int length = Math.Min(body.Length - start, 1 + _random.Next(4096));
            wire.AddRange(encoding.GetBytes(Filled(OneIn(12) ? Any(ChunkHeaders) : ChunkHeaders[0], length)));
            wire.AddRange("\r\n"u8);
            wire.AddRange(body.AsSpan(start, length));
            wire.AddRange("\r\n"u8);
            start += length;
        }

        if (!OneIn(8))
        {
            wire.AddRange("0\r\n"u8);
            wire.AddRange(encoding.GetBytes(OneIn(8) ? Filled("{1}: {2}\r\n{1}\r\n\r\n", 0) : "\r\n"));
        }

        return [.. wire];
    }

    private byte[] CreateBody(int seed, int number) => _random.Next(12) switch
    {
        0 => [],
        1 => Encoding.UTF8.GetBytes($"<html><title>{Unsafe} {Key}</title><script>{Key}</script><p>{Unsafe}</html>"),
        2 => Encoding.UTF8.GetBytes($"{Unsafe} {Key} {KeyForms.Encoded}"),
        3 => RandomBytes(_random.Next(2000)),
        4 or 5 => Encoding.UTF8.GetBytes(Error()),
        6 => Encoding.UTF8.GetBytes(Repeated()),
        7 => Encoding.Unicode.GetBytes("\uFEFF" + Error()),
        _ => Encoding.UTF8.GetBytes(new MutatedAnswer(seed, number).Json),
    };

    /// <summary>Returns an error in one of the forms of gateways, with the key and unsafe characters.</summary>
    private string Error()
    {
        string text = WireText(Unsafe + Key + new string('x', OneIn(4) ? _random.Next(2000) : 0) + Key);
        return Any<string>(
        [
            $$"""{"code":"{{text}}","message":"{{text}}","request_id":"{{text}}","data":null}""",
            "{\"error\":{\"message\":\"" + text + "\",\"type\":\"" + text + "\",\"code\":\"" + text + "\"}}",
            $$"""{"error":"{{text}}"}""",
            $$"""{"code":"success","message":"{{text}}","data":"{{text}}"}""",
            $$"""{"detail":"{{text}}. request id: {{text}}"}""",
            $$"""{"code":"task_not_exist","message":"{{text}}"}""",
        ]);
    }

    /// <summary>Returns the text of a JSON string, with or without escapes.</summary>
    private string WireText(string text) => OneIn(2)
        ? string.Concat(text.Select(c => $"\\u{(int)c:x4}"))
        : string.Concat(text.Select(c => c < ' ' ? $"\\u{(int)c:x4}" : $"{c}"));

    /// <summary>Returns repeated JSON.</summary>
    private string Repeated()
    {
        int count = _random.Next(400);
        string again = Any<string>(
        [
            "\"data\":[],", "\"a\":1,", "\"task_id\":\"t\",", "\"message\":\"m\",", "\"data\":[{\"task_id\":\"t\"}],",
        ]);
        return Any<string>(
        [
            $"{{{string.Concat(Enumerable.Repeat(again, count))}\"code\":\"success\",\"data\":[]}}",
            $"{{\"data\":[{{{string.Concat(Enumerable.Repeat(again, count))}\"action\":\"MUSIC\"}}]}}",
            $"{{\"data\":{new string('[', count)}{new string(']', count)}}}",
            $"{{\"data\":{string.Concat(Enumerable.Repeat("{\"data\":", count))}1{new string('}', count)}}}",
        ]);
    }

    private byte[] RandomBytes(int count)
    {
        byte[] bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Changes, inserts, removes or repeats bytes, or truncates the response.</summary>
    private byte[] Damaged(byte[] whole)
    {
        var bytes = new List<byte>(whole);
        for (int count = 1 + _random.Next(6); count > 0 && bytes.Count > 0; count--)
        {
            // Mostly at the beginning, in the head.
            int at = _random.Next(OneIn(2) ? Math.Min(bytes.Count, 200) : bytes.Count);
            switch (_random.Next(6))
            {
                case 0:
                    bytes.RemoveAt(at);
                    break;
                case 1:
                    bytes.Insert(at, (byte)_random.Next(256));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.ASCII.GetBytes(Key));
                    break;
                case 3:
                    bytes.InsertRange(at, "\r\n"u8.ToArray());
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes[at] = (byte)_random.Next(256);
                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[] Compressed(byte[] body)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return memory.ToArray();
    }
}
