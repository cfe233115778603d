using System.Text;
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
    public void A_cut_name_is_a_beginning_that_fits() => Property.Holds(Texts, 2000, text =>
    {
        string clean = SafeFileName.Clean(text);
        string cut = SafeFileName.Cut(clean, 40);

        Assert.StartsWith(cut, clean, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(cut), 0, 40);
        Assert.True(cut.Length == 0 || !char.IsHighSurrogate(cut[^1]));
    });
}
