using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace SunoPS.Polyfills;

[Embedded]
internal static class StringPolyfill
{
    extension(string text)
    {
        public string[] Split(char separator, int count) => text.Split([separator], count);

        public string[] Split(char separator, StringSplitOptions options) => text.Split([separator], options);

        public string[] Split(string separator) => text.Split([separator], StringSplitOptions.None);

        public bool Contains(string value, StringComparison comparisonType) => text.IndexOf(value, comparisonType) >= 0;

        public bool Contains(char value, StringComparison comparisonType) =>
            text.IndexOf(value.ToString(), comparisonType) >= 0;

        public int IndexOf(char value, StringComparison comparisonType) =>
            text.IndexOf(value.ToString(), comparisonType);

        public string ReplaceLineEndings(string replacementText) =>
            Regex.Replace(text, @"\r\n|[\n\r\f\u0085\u2028\u2029]", _ => replacementText);
    }

    extension(string)
    {
        public static string Create(IFormatProvider? provider, FormattableString text) => text.ToString(provider);

        public static string Join<T>(char separator, IEnumerable<T> values) =>
            string.Join(separator.ToString(), values);
    }
}
