using Microsoft.CodeAnalysis;

namespace SunoPS.Polyfills;

[Embedded]
internal static class FileInfoPolyfill
{
    /// <remarks>.NET Framework does not resolve links: a link has the length 0 there.</remarks>
    public static FileSystemInfo? ResolveLinkTarget(this FileInfo file, bool returnFinalTarget) => null;
}
