using System.Text;
using Microsoft.CodeAnalysis;

namespace SunoPS.Polyfills;

[Embedded]
internal static class EncodingPolyfill
{
    extension(Encoding encoding)
    {
        public ReadOnlySpan<byte> Preamble => encoding.GetPreamble();

        public unsafe string GetString(ReadOnlySpan<byte> bytes)
        {
            // The older method rejects the null pointer of an empty span.
            if (bytes.IsEmpty)
            {
                return "";
            }

            fixed (byte* pointer = bytes)
            {
                return encoding.GetString(pointer, bytes.Length);
            }
        }

        public bool TryGetBytes(string chars, Span<byte> bytes, out int bytesWritten)
        {
            byte[] encoded = encoding.GetBytes(chars);
            bytesWritten = encoded.Length <= bytes.Length ? encoded.Length : 0;
            return encoded.AsSpan().TryCopyTo(bytes);
        }
    }
}
