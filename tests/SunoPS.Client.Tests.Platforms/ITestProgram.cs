using System.Diagnostics;
using SunoPS.Reported;

namespace SunoPS.Client.Tests.Platforms;

/// <summary>A program with the client's tests.</summary>
internal interface ITestProgram
{
    /// <summary>Makes the program ready to start.</summary>
    /// <returns>How it starts, or what to report instead.</returns>
    Task<(ProcessStartInfo? StartInfo, ReportedTest? Instead)> PrepareAsync(CancellationToken cancellationToken);
}
