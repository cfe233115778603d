using System.Diagnostics;
using Microsoft.CodeAnalysis;

namespace SunoPS.Polyfills;

[Embedded]
internal static class EnvironmentPolyfill
{
    extension(Environment)
    {
        public static int ProcessId
        {
            get
            {
                using var current = Process.GetCurrentProcess();
                return current.Id;
            }
        }

        /// <remarks>Starts at a different value than in .NET, which does not affect differences.</remarks>
        public static long TickCount64 => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1000);
    }
}
