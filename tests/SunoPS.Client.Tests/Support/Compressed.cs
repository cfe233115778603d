using System.IO.Compression;

namespace SunoPS.Client.Tests;

internal static class Compressed
{
    public static byte[] Gzip(string text) => Through(text, sink => new GZipStream(sink, CompressionLevel.Optimal));

    /// <summary>Deflate as in the HTTP standard, with a zlib header.</summary>
    public static byte[] Deflate(string text) => Through(text, sink => new ZLibStream(sink, CompressionLevel.Optimal));

    /// <summary>Deflate as some servers send it, without the header.</summary>
    public static byte[] RawDeflate(string text) =>
        Through(text, sink => new DeflateStream(sink, CompressionLevel.Optimal));

    public static byte[] Brotli(string text) => Through(text, sink => new BrotliStream(sink, CompressionLevel.Optimal));

    private static byte[] Through(string text, Func<Stream, Stream> compress)
    {
        using var sink = new MemoryStream();
        using (Stream compressor = compress(sink))
        {
            compressor.Write(Encoding.UTF8.GetBytes(text));
        }

        return sink.ToArray();
    }
}
