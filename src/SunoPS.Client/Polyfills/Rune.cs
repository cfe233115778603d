using System.Globalization;
using Microsoft.CodeAnalysis;

namespace System.Text;

/// <summary>A Unicode scalar value of one or two UTF-16 units.</summary>
[Embedded]
internal readonly struct Rune(int value)
{
    private const int FirstBeyondBmp = 0x10000;

    public Rune(char value)
        : this((int)value)
    {
    }

    public int Value { get; } = value;

    public bool IsBmp => Value < FirstBeyondBmp;

    public static UnicodeCategory GetUnicodeCategory(Rune rune) =>
        CharUnicodeInfo.GetUnicodeCategory(rune.ToString(), 0);

    public static bool IsWhiteSpace(Rune rune) => rune.IsBmp && char.IsWhiteSpace((char)rune.Value);

    public override string ToString() => char.ConvertFromUtf32(Value);
}

[Embedded]
internal static class RunePolyfill
{
    private const int ReplacementCharacter = 0xFFFD;

    extension(string text)
    {
        public IEnumerable<Rune> EnumerateRunes()
        {
            for (int i = 0; i < text.Length; i++)
            {
                if (char.IsSurrogatePair(text, i))
                {
                    yield return new Rune(char.ConvertToUtf32(text, i++));
                }
                else
                {
                    yield return char.IsSurrogate(text[i]) ? new Rune(ReplacementCharacter) : new Rune(text[i]);
                }
            }
        }
    }
}
