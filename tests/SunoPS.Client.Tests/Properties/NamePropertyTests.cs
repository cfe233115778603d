using FsCheck;
using FsCheck.Fluent;

namespace SunoPS.Client.Tests.Properties;

/// <summary>Every text becomes a name that all systems take, and that stays in its folder.</summary>
public sealed class NamePropertyTests
{
    private static readonly Gen<string> Pieces = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Where(text => text is not null),
        Gen.Elements("../", "..\\", "C:", "CON", "nul.", "\u202e", "\ud83c", "e\u0301", " .", "\0", "\u0130", "水"));

    private static readonly Gen<string> Texts = Pieces.ListOf().Select(string.Concat);

    [Fact]
    public void A_name_has_no_separator_no_control_character_and_no_dot_at_its_ends() =>
        Property.Holds(Texts, 2000, text =>
        {
            string name = SafeFileName.Tidy(SafeFileName.Clean(text));

            Assert.DoesNotContain(name, SafeFileName.IsForbidden);
            Assert.Equal(name, name.Trim(' ', '.'));
            Assert.True(name.IsNormalized());
            Assert.Equal(name, SafeFileName.Tidy(SafeFileName.Clean(name)));
        });

    [Fact]
    public void Each_file_has_a_name_of_its_own_inside_the_folder()
    {
        string folder = Path.GetFullPath("songs");
        Gen<(string Template, string[] Titles)> cases =
            from template in Gen.Elements("{Title}", "{Title} {ClipId}", "{Title}/{Index}", "{Model}", "{Mood}/{Title}")
            from titles in Gen.OneOf(Texts, Gen.Elements("a", "A", "a id1", "CON")).ListOf(6)
            select (template, titles.ToArray());
        Property.Holds(cases, 300, values =>
        {
            using var saver = new SunoMediaSaver(new SunoMediaOptions
            {
                Folder = folder,
                NameTemplate = values.Template,
                Media = [SunoMedia.Audio, SunoMedia.Image, SunoMedia.Lyrics],
                Metadata = true,
            });
            string[] paths =
            [
                .. values.Titles.SelectMany((title, number) => saver.Plan(
                    ClipOf(title, number), columns: new Dictionary<string, object?> { ["Mood"] = title }))
                    .Select(plan => plan.Path),
            ];

            Assert.Equal(4 * values.Titles.Length, paths.Length);
            Assert.Equal(paths.Length, paths.Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.All(paths, path => Assert.Equal(path, Path.GetFullPath(path)));
            Assert.All(paths, path => Assert.StartsWith(
                folder + Path.DirectorySeparatorChar, path, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void A_cut_name_is_a_beginning_that_fits() => Property.Holds(Texts, 2000, text =>
    {
        string clean = SafeFileName.Clean(text);
        string cut = SafeFileName.Cut(clean, 40);

        Assert.StartsWith(cut, clean, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(cut), 0, 40);
        Assert.True(cut.Length == 0 || !char.IsHighSurrogate(cut[^1]));
    });

    private static SunoClip ClipOf(string title, int number) => new()
    {
        ClipId = $"id{number}",
        TaskId = "t-1",
        Index = number,
        Title = title,
        Prompt = "la",
        ModelName = title,
        Status = SunoClipStatus.Complete,
        AudioUrl = "https://cdn.example.com/a.mp3",
        ImageUrl = "https://cdn.example.com/a.jpeg",
    };
}
