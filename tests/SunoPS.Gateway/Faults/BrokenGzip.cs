using System.IO.Compression;

namespace SunoPS.Gateway;

/// <summary>Announces gzip, and sends an invalid or truncated body.</summary>
internal sealed class BrokenGzip(bool isCompressed) : IFaultBehavior
{
    public async Task StrikeAsync(FaultStrike strike)
    {
        CapturedAnswer answer = await strike.CaptureAsync();
        strike.Request.Response.Headers.ContentEncoding = "gzip";
        await (isCompressed ? answer with { Body = HalfOf(answer.Body) } : answer).SendAsync(strike.Request.Response);
    }

    private static byte[] HalfOf(byte[] body)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(body);
        }

        return memory.ToArray()[..(int)(memory.Length / 2)];
    }
}
