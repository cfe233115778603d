using System.Reflection;
using System.Reflection.Metadata;

namespace SunoPS.Client.Tests.Staging;

/// <summary>The staged folder for Windows PowerShell: all references resolve, although it does not run here.</summary>
public sealed class StagedFolderTests : IDisposable
{
    private static readonly string Staged = Path.Combine(PathOf("StagedModule"), "bin");
    private static readonly string Desktop = Path.Combine(Staged, "netstandard2.0");
    private static readonly string Dependencies = Path.Combine(Desktop, "dependencies");
    private static readonly string Framework = PathOf("NetFramework");

    private readonly MetadataFiles _files = new(
        Desktop, Dependencies, PathOf("PowerShell"), Framework, Path.Combine(Framework, "Facades"));

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
        MetadataReader reader = _files.Find(name)!.Reader;
        string[] own = [.. DesktopAssemblies.Select(row => row.Data)];
        foreach (AssemblyReference reference in reader.AssemblyReferences.Select(reader.GetAssemblyReference))
        {
            string referred = reader.GetString(reference.Name);
            if (own.Contains(referred))
            {
                Assert.True(
                    _files.Find(referred)!.Version >= reference.Version,
                    $"{name} wants {referred} {reference.Version}; there is {_files.Find(referred)!.Version}.");
            }
        }
    }

    [Fact]
    public void Every_assembly_in_the_folder_is_referenced()
    {
        var needed = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(NamesIn(Desktop));
        while (open.TryPop(out string? name))
        {
            MetadataReader reader = _files.Find(name)!.Reader;
            foreach (string referred in ReferencesOf(reader).Intersect(NamesIn(Dependencies)))
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
    public void A_missing_member_is_detected()
    {
        using var here = new MetadataFile(typeof(StagedFolderTests).Assembly.Location);

        Assert.Contains("type System.Reflection.Metadata.MetadataReader", _files.FindMissing(here));
        Assert.Contains(
            _files.FindMissing(here), missing => missing.StartsWith(
                "member System.String.Contains: instance Boolean `0(Char, System.StringComparison)",
                StringComparison.Ordinal));
    }

    [Fact]
    public void The_client_knows_no_PowerShell() =>
        Assert.DoesNotContain("System.Management.Automation", ReferencesOf(_files.Find("SunoPS.Client")!.Reader));

    private static IEnumerable<string> ReferencesOf(MetadataReader reader) =>
        reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name));

    private static string[] NamesIn(string folder) =>
        [
            .. Directory.EnumerateFiles(folder).Select(path =>
                Path.GetFileName(path).Replace(".dll", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        ];

    private static string PathOf(string name) =>
        typeof(StagedFolderTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == name).Value!;
}
