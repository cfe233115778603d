using System.Security.Cryptography;
using Microsoft.CodeAnalysis;

namespace SunoPS.Polyfills;

[Embedded]
internal static class Sha256Polyfill
{
    extension(SHA256)
    {
        public static int HashSizeInBytes => 32;

        public static byte[] HashData(byte[] source)
        {
            using var algorithm = SHA256.Create();
            return algorithm.ComputeHash(source);
        }

        public static int HashData(ReadOnlySpan<byte> source, Span<byte> destination)
        {
            byte[] hash = SHA256.HashData(source.ToArray());
            hash.CopyTo(destination);
            return hash.Length;
        }
    }
}
