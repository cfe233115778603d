using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace SunoPS;

/// <summary>Writes an HTML page to listen to clips and to choose among them.</summary>
internal static class SongPage
{
    private static readonly Regex Placeholder = new(@"\{\{(\w+)\}\}");

    /// <summary>Returns the page. If any clip has a file, it names only files in its folder.</summary>
    public static string Of(Playlist playlist, string folder, string title)
    {
        string style = ReadResource("page.css");
        string script = ReadResource("page.js");

        // One pass over the template, so that no text is taken for a placeholder.
        return Placeholder.Replace(ReadResource("page.html"), match => match.Groups[1].Value switch
        {
            "policy" => PolicyOf(playlist, style, script),
            "title" => WebUtility.HtmlEncode(DisplayText.Line(title)),
            "style" => style,
            "script" => script,
            _ => DataOf(playlist, folder),
        });
    }

    /// <summary>Returns the JSON for the script. It escapes all characters that have a meaning in HTML.</summary>
    private static string DataOf(Playlist playlist, string folder)
    {
        IEnumerable<JsonNode?> columns = playlist.Clips.SelectMany(clip => clip.Columns.Keys)
            .Distinct(StringComparer.OrdinalIgnoreCase).Select(name => (JsonNode?)name);
        IEnumerable<JsonNode?> clips = playlist.Clips.Select(clip => ObjectOf(
        [
            .. MembersOf(clip), .. playlist.HasFiles ? WithFiles(clip, folder) : OnTheWeb(clip),
        ]));
        var data = new JsonObject { ["columns"] = new JsonArray([.. columns]), ["clips"] = new JsonArray([.. clips]) };
        return data.ToJsonString(new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });
    }

    private static JsonObject ObjectOf(IEnumerable<(string Name, JsonNode? Value)> members) => new(
        members.Where(member => member.Value is not null)
            .Select(member => new KeyValuePair<string, JsonNode?>(member.Name, member.Value)));

    private static (string Name, JsonNode? Value)[] WithFiles(PlaylistClip clip, string folder) =>
    [
        ("audio", AddressOf(clip.SongFile, folder)),
        ("video", AddressOf(clip.FileOf(SunoMedia.Video), folder)),
        ("cover", AddressOf(clip.FileOf(SunoMedia.Image), folder)),
        ("file", clip.SongFile is { } file ? RelativePath.Below(folder, file) : null),
        ("problem", clip.SongFile is null ? "The song is not saved" : null),
    ];

    private static string? AddressOf(string? path, string folder) => path is null ? null
        : string.Join("/", RelativePath.Below(folder, path).Split('/').Select(Uri.EscapeDataString));

    private static (string Name, JsonNode? Value)[] OnTheWeb(PlaylistClip clip) =>
    [
        ("audio", clip.AddressOf(SunoMedia.Audio)?.AbsoluteUri),
        ("cover", clip.AddressOf(SunoMedia.Image)?.AbsoluteUri),
        ("audioUrl", clip.Clip.AudioUrl),
        ("problem", clip.AddressOf(SunoMedia.Audio) is null ? clip.Clip.ErrorMessage ?? "No audio yet" : null),
    ];

    private static (string Name, JsonNode? Value)[] MembersOf(PlaylistClip clip) =>
    [
        ("taskId", clip.Clip.TaskId),
        ("clipId", clip.Clip.ClipId),
        ("title", clip.Clip.Title),
        ("index", clip.Clip.Index),
        ("seconds", clip.Clip.DurationSec),
        ("model", clip.Clip.ModelName),
        ("tags", clip.Clip.Tags),
        ("lyrics", clip.Clip.Prompt),
        ("choice", clip.IsChosen ? true : null),
        ("note", clip.Note),
        ("columns", clip.Columns.Count == 0 ? null
            : ObjectOf(clip.Columns.Select(column => (column.Key, (JsonNode?)column.Value)))),
    ];

    /// <summary>Allows the page's own style and script, and media of its folder or of the clips' hosts.</summary>
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
