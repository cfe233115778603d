namespace SunoPS.Gateway;

/// <summary>Generates a media file from its name: the same bytes in every gateway.</summary>
public static class MediaContent
{
    private const int MostExtra = 4 * 1024;

    /// <summary>The length of a frame of MPEG-1 Layer III with 128 kbit/s and 44.1 kHz.</summary>
    private const int FrameLength = 417;

    /// <summary>The header of such a frame, and the side information of silence.</summary>
    private static readonly byte[] SilentFrame = [0xff, 0xfb, 0x90, 0x00, .. new byte[32]];

    /// <summary>A picture of one pixel.</summary>
    private static readonly byte[] Pixel = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////"
        + "////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=");

    /// <summary>Returns the whole file.</summary>
    public static byte[] Of(string path, MediaSettings settings)
    {
        int seed = Seed(path, settings.Version);
        byte[] content = new byte[settings.Bytes + ((uint)seed % MostExtra)];
        Fill(content, (uint)seed);
        ReadOnlySpan<byte> head = Head(path);
        head[..Math.Min(head.Length, content.Length)].CopyTo(content);
        if (path.EndsWith(".mp3", StringComparison.Ordinal))
        {
            // A player plays silence: it ignores the other bytes of each frame.
            for (int start = head.Length; start + FrameLength <= content.Length; start += FrameLength)
            {
                SilentFrame.CopyTo(content, start);
            }
        }

        return content;
    }

    internal static string TypeOf(string path) => System.IO.Path.GetExtension(path) switch
    {
        ".mp3" => "audio/mpeg",
        ".m4a" => "audio/mp4",
        ".wav" => "audio/wav",
        ".mp4" => "video/mp4",
        ".jpeg" => "image/jpeg",
        ".png" => "image/png",
        ".webp" => "image/webp",
        _ => "application/octet-stream",
    };

    /// <summary>Returns a hash of a path and a number, the same in every process.</summary>
    internal static int Seed(string path, int number)
    {
        // FNV-1a, because string.GetHashCode differs between processes.
        uint hash = 2166136261 ^ (uint)number;
        foreach (byte b in Encoding.UTF8.GetBytes(path))
        {
            hash = (hash ^ b) * 16777619;
        }

        hash ^= hash >> 15;
        hash *= 2246822519;
        return (int)(hash ^ (hash >> 13));
    }

    private static void Fill(Span<byte> content, uint state)
    {
        state |= 1;
        for (int i = 0; i < content.Length; i++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            content[i] = (byte)state;
        }
    }

    private static ReadOnlySpan<byte> Head(string path) => System.IO.Path.GetExtension(path) switch
    {
        ".mp3" => "ID3\x04\0\0\0\0\0\0"u8,
        ".m4a" => "\0\0\0\u0018ftypM4A "u8,
        ".wav" => "RIFF\0\0\0\0WAVE"u8,
        ".mp4" => "\0\0\0\u0018ftypmp42"u8,
        ".jpeg" => Pixel,
        ".png" => [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
        ".webp" => "RIFF\0\0\0\0WEBP"u8,
        _ => [],
    };
}
