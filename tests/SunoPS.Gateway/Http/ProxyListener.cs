using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace SunoPS.Gateway;

/// <summary>Acts as a proxy that connects every requested host to the gateway.</summary>
internal static class ProxyListener
{
    private const int LongestHead = 8 * 1024;

    private static readonly byte[] Established = Encoding.ASCII.GetBytes("HTTP/1.1 200 Connection established\r\n\r\n");

    /// <summary>Accepts the <c>CONNECT</c> request of a connection before the next step.</summary>
    public static ConnectionDelegate Before(ConnectionDelegate next) => async connection =>
    {
        if (await TryTakeConnectAsync(connection.Transport.Input))
        {
            await connection.Transport.Output.WriteAsync(Established);
            await next(connection);
        }
        else
        {
            connection.Abort();
        }
    };

    private static async Task<bool> TryTakeConnectAsync(PipeReader input)
    {
        while (true)
        {
            ReadResult read = await input.ReadAsync();
            if (EndOfHead(read.Buffer) is { } end)
            {
                bool isConnect = IsConnect(read.Buffer);
                input.AdvanceTo(end);
                return isConnect;
            }

            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted || read.Buffer.Length > LongestHead)
            {
                return false;
            }
        }
    }

    private static SequencePosition? EndOfHead(ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        return reader.TryReadTo(out ReadOnlySequence<byte> _, "\r\n\r\n"u8) ? reader.Position : null;
    }

    private static bool IsConnect(ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        return reader.IsNext("CONNECT "u8);
    }
}
