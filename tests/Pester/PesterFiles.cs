using SunoPS.Reported;
using SunoPS.Shared;

namespace SunoPS.Pester;

/// <summary>
/// The Pester files in the folder of this project, by name; repeated for a PowerShell for Windows if one is given.
/// </summary>
internal sealed class PesterFiles : IReportedRunSource
{
    public string Trait => "File";

    public IEnumerable<IReportedRun> FindAll()
    {
        string[] paths = Directory.GetFiles(Path.Combine(RepositoryPaths.Root, "tests", "Pester"), "*.Tests.ps1");
        Array.Sort(paths, StringComparer.Ordinal);
        return WindowsTarget.Find() is { } windows
            ? paths.SelectMany(path => new[] { new PesterFile(path), new PesterFile(path, windows) })
            : paths.Select(path => new PesterFile(path));
    }
}
