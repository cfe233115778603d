using Mono.Cecil;

namespace SunoPS.Client.Tests.Staging;

/// <summary>The staged folder for Windows PowerShell: all references resolve, although it does not run here.</summary>
public sealed class StagedFolderTests : IDisposable
{
    private static readonly string Staged = Path.Combine(ClientBuild.Property("StagedModule"), "bin");
    private static readonly string Desktop = Path.Combine(Staged, "netstandard2.0");
    private static readonly string Dependencies = Path.Combine(Desktop, "dependencies");
    private static readonly string Framework = ClientBuild.Property("NetFramework");

    private readonly AssemblyFolders _files = new(
        Desktop, Dependencies, ClientBuild.Property("PowerShell"), Framework, Path.Combine(Framework, "Facades"));

    public static TheoryData<string> DesktopAssemblies => [.. NamesIn(Desktop), .. NamesIn(Dependencies)];

    public void Dispose() => _files.Dispose();

    [Fact]
    public void PowerShell_7_gets_only_our_own_assemblies() =>
        Assert.Equal(["SunoPS", "SunoPS.Client"], NamesIn(Path.Combine(Staged, "net8.0")));

    [Fact]
    public void Windows_PowerShell_finds_only_our_own_assemblies() =>
        Assert.Equal(["SunoPS", "SunoPS.Client"], NamesIn(Desktop));

    [Theory]
    [MemberData(nameof(DesktopAssemblies))]
    public void Every_reference_is_in_the_folder_or_in_Windows_PowerShell(string name) =>
        Assert.Empty(_files.FindMissing(_files.Find(name)!));

    [Theory]
    [MemberData(nameof(DesktopAssemblies))]
    public void Referenced_assemblies_in_the_folder_are_new_enough(string name)
    {
        string[] own = [.. DesktopAssemblies.Select(row => row.Data)];
        Assert.All(
            _files.Find(name)!.AssemblyReferences.Where(reference => own.Contains(reference.Name)),
            reference => Assert.InRange(
                _files.Find(reference.Name)!.Assembly.Name.Version, reference.Version, new Version(int.MaxValue, 0)));
    }

    [Fact]
    public void Every_assembly_in_the_folder_is_referenced()
    {
        var needed = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(NamesIn(Desktop));
        while (open.TryPop(out string? name))
        {
            foreach (string referred in ReferencesOf(name).Intersect(NamesIn(Dependencies)))
            {
                if (needed.Add(referred))
                {
                    open.Push(referred);
                }
            }
        }

        Assert.Equal(NamesIn(Dependencies), needed);
    }

    [Fact]
    public void A_missing_assembly_type_or_member_is_detected()
    {
        using AssemblyDefinition here = _files.Read(typeof(StagedFolderTests).Assembly.Location);
        string[] missing = [.. _files.FindMissing(here.MainModule)];

        Assert.Contains("assembly Microsoft.AspNetCore.Http.Abstractions", missing);
        Assert.Contains("type System.Net.Http.SocketsHttpHandler", missing);
        Assert.Contains(
            "member System.Boolean System.String::Contains(System.String,System.StringComparison)", missing);
    }

    [Fact]
    public void The_client_knows_no_PowerShell() =>
        Assert.DoesNotContain("System.Management.Automation", ReferencesOf("SunoPS.Client"));

    private IEnumerable<string> ReferencesOf(string name) =>
        _files.Find(name)!.AssemblyReferences.Select(reference => reference.Name);

    private static string[] NamesIn(string folder) =>
        [
            .. Directory.EnumerateFiles(folder).Select(path =>
                Path.GetFileName(path).Replace(".dll", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        ];
}
