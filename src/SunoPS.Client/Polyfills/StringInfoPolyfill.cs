using System.Globalization;
using Microsoft.CodeAnalysis;

namespace SunoPS.Polyfills;

[Embedded]
internal static class StringInfoPolyfill
{
    extension(StringInfo)
    {
        public static int GetNextTextElementLength(string text, int index) =>
            StringInfo.GetNextTextElement(text, index).Length;
    }
}
