using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace SunoPS.Gateway;

/// <summary>Sends a body that is a thousand times larger after decompression.</summary>
internal sealed class GzipBomb : IFaultBehavior
{
    private const int MemberMiB = 16;

    // Gzip can consist of several members, so one member is enough for any size.
    private static readonly Lazy<byte[]> Member = new(CompressBlanks);

    public async Task StrikeAsync(FaultStrike strike)
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

    // Any number of blanks is valid JSON so far.
    private static byte[] CompressBlanks()
    {
        byte[] blanks = new byte[1024 * 1024];
        blanks.AsSpan().Fill((byte)' ');
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (int i = 0; i < MemberMiB; i++)
            {
                gzip.Write(blanks);
            }
        }

        return memory.ToArray();
    }
}
