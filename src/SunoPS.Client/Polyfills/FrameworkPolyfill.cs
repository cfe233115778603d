using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.CodeAnalysis;

namespace SunoPS;

/// <summary>APIs of .NET that .NET Framework and the package Polyfill lack.</summary>
[Embedded]
internal static class FrameworkPolyfill
{
    extension(Dns)
    {
        public static Task<IPAddress[]> GetHostAddressesAsync(
            string hostNameOrAddress, CancellationToken cancellationToken) =>
            Dns.GetHostAddressesAsync(hostNameOrAddress).WaitAsync(cancellationToken);
    }

    extension(Encoding)
    {
        /// <remarks>Converts all at once, and takes only a stream of memory.</remarks>
        public static Stream CreateTranscodingStream(Stream inner, Encoding innerEncoding, Encoding outerEncoding) =>
            new MemoryStream(Encoding.Convert(innerEncoding, outerEncoding, ((MemoryStream)inner).ToArray()));
    }

    extension(Environment)
    {
        /// <remarks>Starts at a different value than in .NET, which does not affect differences.</remarks>
        public static long TickCount64 => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1000);
    }

    extension(FileInfo file)
    {
#pragma warning disable CA1822 // An instance method in .NET.
        /// <remarks>.NET Framework does not resolve links: a link has the length 0 there.</remarks>
        public FileSystemInfo? ResolveLinkTarget(bool returnFinalTarget) => null;
#pragma warning restore CA1822
    }

    extension(DirectoryInfo folder)
    {
        /// <remarks>.NET Framework knows only whether a folder is a link.</remarks>
        public string? LinkTarget => folder.Attributes.HasFlag(FileAttributes.ReparsePoint) ? "" : null;
    }

    extension(Task)
    {
        public static Task Delay(TimeSpan delay, TimeProvider timeProvider, CancellationToken cancellationToken) =>
            timeProvider.Delay(delay, cancellationToken);
    }

    extension(TimeSpan)
    {
        public static TimeSpan operator *(TimeSpan time, double factor) =>
            TimeSpan.FromTicks((long)Math.Round(time.Ticks * factor));
    }

    extension(ReadOnlySpan<byte> span)
    {
        public ReadOnlySpan<byte> Trim(byte value) =>
            span.IndexOfAnyExcept(value) is >= 0 and var start ? span[start..].TrimEnd(value) : [];

        public ReadOnlySpan<byte> TrimEnd(byte value) => span[..(span.LastIndexOfAnyExcept(value) + 1)];
    }
}
