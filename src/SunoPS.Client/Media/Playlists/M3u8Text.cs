using System.Text;

namespace SunoPS;

/// <summary>Writes an extended M3U8 playlist.</summary>
internal static class M3u8Text
{
    /// <summary>Returns the text. Clips with neither a file nor an address are left out.</summary>
    public static string Of(Playlist playlist, string folder, string? title)
    {
        var text = new StringBuilder("#EXTM3U\n");
        if (title is not null)
        {
            text.Append("#PLAYLIST:").Append(DisplayText.Line(title)).Append('\n');
        }

        foreach (PlaylistClip clip in playlist.Clips)
        {
            if (PlaceOf(clip, folder) is { } place)
            {
                double seconds = Math.Round(clip.Clip.DurationSec ?? -1, MidpointRounding.AwayFromZero);
                string name = DisplayText.Line(clip.Clip.Title ?? clip.Clip.ClipId);
                text.Append(FormattableString.Invariant($"#EXTINF:{seconds:0},{name}\n{place}\n"));
            }
        }

        return text.ToString();
    }

    private static string? PlaceOf(PlaylistClip clip, string folder)
    {
        if (clip.SongFile is not { } file)
        {
            return clip.AddressOf(SunoMedia.Audio)?.AbsoluteUri;
        }

        string path = RelativePath.From(folder, file);
        if (path.IndexOfAny(['\r', '\n']) >= 0)
        {
            throw SunoApiException.Invalid($"A playlist cannot contain '{path}', a name with a line break.");
        }

        // Players take such a line for a comment or an address, or trim it.
        bool isMistaken = path[0] is '#' or ' ' or '\\' || path.Split('/')[0].Contains(':', StringComparison.Ordinal);
        return path != file && isMistaken ? "./" + path : path;
    }
}
