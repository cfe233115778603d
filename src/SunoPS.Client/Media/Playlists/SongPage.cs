using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SunoPS;

/// <summary>Writes an HTML page to listen to clips and to choose among them.</summary>
internal static class SongPage
{
    private static readonly Regex Placeholder = new(@"\{\{(\w+)\}\}");

    /// <summary>Returns the text of the page.</summary>
    /// <param name="playlist">
    /// The clips. If any of them has a file, the page names files only, and no address outside its folder.
    /// </param>
    /// <param name="folder">The full path of the page's folder.</param>
    /// <param name="title">The title of the page.</param>
    /// <exception cref="SunoApiException">
    /// A file is not below the folder (<see cref="SunoErrorKind.InvalidArgument"/>).
    /// </exception>
    public static string Of(Playlist playlist, string folder, string title)
    {
        string style = ReadResource("page.css");
        string script = ReadResource("page.js");
        SongPageClip[] clips = [.. playlist.Clips.Select(clip => playlist.HasFiles ? WithFiles(clip) : OnTheWeb(clip))];
        string[] columns = [.. playlist.Clips.SelectMany(clip => clip.Columns.Keys)
            .Distinct(StringComparer.OrdinalIgnoreCase)];
        string data = JsonSerializer.Serialize(
            new SongPageData(columns, clips), SongPageJson.Embedded.SongPageData);

        // One pass over the template, so that no text is taken for a placeholder.
        return Placeholder.Replace(ReadResource("page.html"), match => match.Groups[1].Value switch
        {
            "policy" => PolicyOf(playlist, style, script),
            "title" => WebUtility.HtmlEncode(DisplayText.Line(title)),
            "style" => style,
            "script" => script,
            _ => data,
        });

        SongPageClip WithFiles(PlaylistClip clip) => Of(clip) with
        {
            Audio = Address(clip.SongFile),
            Video = Address(clip.FileOf(SunoMedia.Video)),
            Cover = Address(clip.FileOf(SunoMedia.Image)),
            File = clip.SongFile is { } file ? RelativePath.Below(folder, file) : null,
            Problem = clip.SongFile is null ? "The song is not saved" : null,
        };

        string? Address(string? file) => file is null ? null : RelativePath.AddressBelow(folder, file);
    }

    private static SongPageClip OnTheWeb(PlaylistClip clip) => Of(clip) with
    {
        Audio = clip.AddressOf(SunoMedia.Audio)?.AbsoluteUri,
        Cover = clip.AddressOf(SunoMedia.Image)?.AbsoluteUri,
        AudioUrl = clip.Clip.AudioUrl,
        Problem = clip.AddressOf(SunoMedia.Audio) is null ? clip.Clip.ErrorMessage ?? "No audio yet" : null,
    };

    private static SongPageClip Of(PlaylistClip clip) => new()
    {
        TaskId = clip.Clip.TaskId,
        ClipId = clip.Clip.ClipId,
        Title = clip.Clip.Title,
        Index = clip.Clip.Index,
        Seconds = clip.Clip.DurationSec,
        Model = clip.Clip.ModelName,
        Tags = clip.Clip.Tags,
        Lyrics = clip.Clip.Prompt,
        Choice = clip.IsChosen,
        Note = clip.Note,
        Columns = clip.Columns.Count > 0 ? clip.Columns : null,
    };

    /// <summary>
    /// Allows the page's own style and script, and media of its folder or of exactly the clips' hosts; nothing else.
    /// </summary>
    private static string PolicyOf(Playlist playlist, string style, string script) =>
        $"default-src 'none'; style-src {HashOf(style)}; script-src {HashOf(script)}; "
        + $"img-src {SourcesOf(playlist, SunoMedia.Image)}; media-src {SourcesOf(playlist, SunoMedia.Audio)}; "
        + "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private static string SourcesOf(Playlist playlist, SunoMedia media)
    {
        string[] hosts = [.. playlist.Clips.Select(clip => clip.AddressOf(media)).OfType<Uri>()
            .Select(address => new UriBuilder(address.Scheme, address.IdnHost, address.Port).Uri.GetLeftPart(
                UriPartial.Authority))
            .Distinct(StringComparer.Ordinal)];
        return playlist.HasFiles ? "'self' file:" : hosts.Length > 0 ? string.Join(" ", hosts) : "'none'";
    }

    private static string HashOf(string text) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string ReadResource(string name)
    {
        using Stream resource = typeof(SongPage).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
