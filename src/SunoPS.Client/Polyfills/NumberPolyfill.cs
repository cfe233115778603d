using System.Globalization;
using Microsoft.CodeAnalysis;

namespace SunoPS.Polyfills;

[Embedded]
internal static class NumberPolyfill
{
    extension(int)
    {
        public static bool TryParse(
            ReadOnlySpan<char> text, NumberStyles style, IFormatProvider? provider, out int result) =>
            int.TryParse(text.ToString(), style, provider, out result);
    }

    extension(char)
    {
        public static bool IsAsciiDigit(char c) => c is >= '0' and <= '9';

        public static bool IsAsciiLetterLower(char c) => c is >= 'a' and <= 'z';

        public static bool IsAsciiLetterOrDigit(char c) =>
            c is (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z');
    }

    extension(Convert)
    {
        public static string ToHexString(ReadOnlySpan<byte> bytes) =>
            BitConverter.ToString(bytes.ToArray()).Replace("-", "");
    }
}
