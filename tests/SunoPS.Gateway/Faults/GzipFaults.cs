using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace SunoPS.Gateway;

/// <summary>Faults of compressed bodies.</summary>
internal static class GzipFaults
{
    private const int MemberMiB = 16;

    // Gzip can consist of several members, so one member is enough for any size. Any number of blanks is valid JSON so
    // far.
    private static readonly Lazy<byte[]> Member = new(
        () => Compress(Enumerable.Repeat((byte)' ', MemberMiB * 1024 * 1024).ToArray(), CompressionLevel.SmallestSize));

    /// <summary>Announces gzip, and sends a changed body.</summary>
    public static async Task SendAsync(FaultStrike strike, Func<byte[], byte[]> change)
    {
        CapturedAnswer answer = await strike.CaptureAsync();
        strike.Request.Response.Headers.ContentEncoding = "gzip";
        await (answer with { Body = change(answer.Body) }).SendAsync(strike.Request.Response);
    }

    public static byte[] HalfOf(byte[] body)
    {
        byte[] whole = Compress(body, CompressionLevel.Fastest);
        return whole[..(whole.Length / 2)];
    }

    public static async Task BombAsync(FaultStrike strike)
    {
        HttpResponse response = strike.Request.Response;
        int members = (strike.Fault.MiB + MemberMiB - 1) / MemberMiB;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.ContentEncoding = "gzip";
        response.ContentLength = (long)members * Member.Value.Length;
        for (int i = 0; i < members; i++)
        {
            await response.Body.WriteAsync(Member.Value, strike.ClientGone);
        }
    }

    private static byte[] Compress(byte[] bytes, CompressionLevel level)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, level, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return memory.ToArray();
    }
}
