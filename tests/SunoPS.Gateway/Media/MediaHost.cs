using Microsoft.AspNetCore.Http;

namespace SunoPS.Gateway;

/// <summary>
/// Files of clips below <c>/_media/</c>, and at the hosts of real clips, like a content delivery network. Rejects
/// requests with a key, because a key must never reach it. Thread-safe.
/// </summary>
public sealed class MediaHost
{
    private const string Prefix = "/_media/";

    /// <summary>Clients that use the gateway as their proxy request the media of real clips here.</summary>
    private const string RealHosts = ".suno.ai";

    private const int Piece = 16 * 1024;

    /// <summary>On some systems a reset discards data in transit, so the client gets this time to read it.</summary>
    private static readonly TimeSpan ReadingTime = TimeSpan.FromMilliseconds(50);

    private static readonly DateTimeOffset FirstEdition = new(2024, 5, 20, 7, 55, 49, TimeSpan.Zero);

    private readonly ConcurrentDictionary<string, int> _answers = new(StringComparer.Ordinal);
    private int _keys;

    internal MediaHost()
    {
    }

    /// <summary>The behavior, from the next request on.</summary>
    public MediaSettings Settings { get; set; } = new();

    /// <summary>Number of requests with an <c>Authorization</c> header.</summary>
    public int KeysSeen => Volatile.Read(ref _keys);

    internal void Reset()
    {
        Settings = new MediaSettings();
        _answers.Clear();
        Volatile.Write(ref _keys, 0);
    }

    internal async ValueTask<bool> TryRefuseKeyAsync(GatewayRequest request)
    {
        if (!Serves(request) || request.Context.Request.Headers.Authorization.Count == 0)
        {
            return false;
        }

        Interlocked.Increment(ref _keys);
        await TextAnswer.SendAsync(
            request.Response, StatusCodes.Status501NotImplemented, "An Authorization header came to a media host.");
        return true;
    }

    internal async ValueTask<bool> TryAnswerAsync(GatewayRequest request)
    {
        if (!Serves(request))
        {
            return false;
        }

        await AnswerAsync(request);
        return true;
    }

    private static bool Serves(GatewayRequest request) =>
        request.Path.StartsWith(Prefix, StringComparison.Ordinal)
        || request.Context.Request.Host.Host.EndsWith(RealHosts, StringComparison.OrdinalIgnoreCase);

    private async Task AnswerAsync(GatewayRequest request)
    {
        MediaSettings settings = Settings;
        byte[] content = MediaContent.Of(request.Path, settings);
        HttpResponse response = request.Response;
        response.ContentType = MediaContent.TypeOf(request.Path);
        response.Headers.AcceptRanges = settings.TakesRanges ? "bytes" : "none";
        DateTimeOffset modified = FirstEdition.AddDays(settings.Version);
        string? etag = settings.Validator switch
        {
            MediaValidator.ETag => $"\"edition-{settings.Version}\"",
            MediaValidator.WeakETag => $"W/\"edition-{settings.Version}\"",
            _ => null,
        };
        response.Headers.Date = $"{DateTimeOffset.UtcNow:R}";
        response.Headers.ETag = etag;
        response.Headers.LastModified = settings.Validator == MediaValidator.LastModified ? $"{modified:R}" : null;

        int start = 0;
        if (settings.TakesRanges && StartOf(request) is { } asked
            && (!settings.TakesIfRange || IsSame(request.Context.Request.Headers.IfRange.ToString(), response)))
        {
            if (asked >= content.Length)
            {
                response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
                response.Headers.ContentRange = $"bytes */{content.Length}";
                response.ContentLength = 0;
                return;
            }

            start = asked;
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {start}-{content.Length - 1}/{content.Length}";
        }

        Memory<byte> sent = start > 0 ? Spoil(response, settings.WrongPart, content, start) : content;
        response.ContentLength = settings.SaysLength ? sent.Length : null;
        int number = _answers.AddOrUpdate(request.Path, 1, static (_, count) => count + 1);
        await SendAsync(request, settings, sent, number);
    }

    /// <summary>Breaks the response for a part, and returns its bytes.</summary>
    private static Memory<byte> Spoil(HttpResponse response, WrongPart wrong, byte[] content, int start)
    {
        int whole = content.Length;
        (string range, Range sent) = wrong switch
        {
            WrongPart.Late => ($"bytes {start + 1}-{whole - 1}/{whole}", (start + 1)..),
            WrongPart.Early => ($"bytes {start - 1}-{whole - 1}/{whole}", (start - 1)..),
            WrongPart.NoRange => ("", start..),
            WrongPart.BeyondEnd => ($"bytes {start}-{whole + 99}/{whole}", start..),
            WrongPart.OtherTotal => ($"bytes {start}-{whole - 1}/{whole + 1}", start..),
            WrongPart.NoTotal => ($"bytes {start}-{start + 9}/*", start..(start + 10)),
            WrongPart.OtherLength => ($"bytes {start}-{whole - 1}/{whole}", start..(whole - 10)),
            WrongPart.Multipart => ("", start..),
            WrongPart.Nonsense => ($"bytes {whole}-{start}/x", start..),
            WrongPart.None or WrongPart.OtherEdition => ($"bytes {start}-{whole - 1}/{whole}", start..),
        };
        response.Headers.ContentRange = range.Length == 0 ? default : range;
        if (wrong == WrongPart.Multipart)
        {
            response.ContentType = "multipart/byteranges; boundary=part";
        }
        else if (wrong == WrongPart.OtherEdition)
        {
            response.Headers.ETag = "\"edition-of-another\"";
        }

        return content.AsMemory()[sent];
    }

    private static async Task SendAsync(
        GatewayRequest request, MediaSettings settings, ReadOnlyMemory<byte> content, int number)
    {
        var dice = new Random(MediaContent.Seed(request.Path, settings.Seed + number));
        int? cutAt = dice.NextDouble() < settings.CutRate ? dice.Next(content.Length)
            : number == 1 ? settings.CutAt
            : null;
        ReadOnlyMemory<byte> sent = content[..(cutAt ?? content.Length)];
        while (!sent.IsEmpty)
        {
            if (settings.PauseMilliseconds > 0)
            {
                await Task.Delay(settings.PauseMilliseconds, request.Context.RequestAborted);
            }

            int count = Math.Min(Piece, sent.Length);
            await request.Response.Body.WriteAsync(sent[..count], request.Context.RequestAborted);
            await request.Response.Body.FlushAsync(request.Context.RequestAborted);
            sent = sent[count..];
        }

        if (cutAt is not null)
        {
            await BreakOffAsync(request, isInOrder: settings.CutAt is not null || dice.Next(2) == 0);
        }
    }

    private static async Task BreakOffAsync(GatewayRequest request, bool isInOrder)
    {
        await request.Response.StartAsync(request.Context.RequestAborted);
        if (isInOrder && !request.Context.Request.IsHttps)
        {
            await RawConnection.Of(request.Context).CloseAsync();
            return;
        }

        await Task.Delay(ReadingTime, request.Context.RequestAborted);
        if (request.Context.Request.IsHttps)
        {
            request.Context.Abort();
        }
        else
        {
            RawConnection.Of(request.Context).Reset();
        }
    }

    /// <summary>Returns the first requested byte; null for the whole file.</summary>
    private static int? StartOf(GatewayRequest request)
    {
        string range = request.Context.Request.Headers.Range.ToString();
        return int.TryParse(Regex.Match(range, @"^bytes=(\d+)-$").Groups[1].Value, out int start) ? start : null;
    }

    private static bool IsSame(string ifRange, HttpResponse response) =>
        ifRange.Length == 0
        || (ifRange[0] == '"' && ifRange == response.Headers.ETag.ToString())
        || ifRange == response.Headers.LastModified.ToString();
}
