using System.Security.Cryptography;
using Microsoft.CodeAnalysis;

namespace SunoPS.Polyfills;

[Embedded]
internal static class Sha256Polyfill
{
    extension(SHA256)
    {
        public static byte[] HashData(byte[] source)
        {
            using var algorithm = SHA256.Create();
            return algorithm.ComputeHash(source);
        }
    }
}
