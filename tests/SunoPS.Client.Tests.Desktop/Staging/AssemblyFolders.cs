using Mono.Cecil;

namespace SunoPS.Client.Tests.Staging;

/// <summary>
/// Assemblies that find each other only by simple name, like with the resolver for Windows PowerShell. They are read,
/// not loaded.
/// </summary>
internal sealed class AssemblyFolders : IAssemblyResolver
{
    private readonly Dictionary<string, Lazy<AssemblyDefinition>> _files = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="folders">The folders of the assemblies; the first folder with a name wins.</param>
    public AssemblyFolders(params string[] folders)
    {
        foreach (string path in folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.dll")))
        {
            _files.TryAdd(Path.GetFileNameWithoutExtension(path), new Lazy<AssemblyDefinition>(() => Read(path)));
        }
    }

    public ModuleDefinition? Find(string name) => _files.GetValueOrDefault(name)?.Value.MainModule;

    public AssemblyDefinition Read(string path) =>
        AssemblyDefinition.ReadAssembly(path, new ReaderParameters { AssemblyResolver = this });

    public AssemblyDefinition Resolve(AssemblyNameReference name) =>
        _files.GetValueOrDefault(name.Name)?.Value ?? throw new AssemblyResolutionException(name);

    public AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters) => Resolve(name);

    /// <summary>Returns unresolved references of an assembly: assemblies, types, methods and fields.</summary>
    public IEnumerable<string> FindMissing(ModuleDefinition module) =>
    [
        .. module.AssemblyReferences.Where(name => Find(name.Name) is null).Select(name => $"assembly {name.Name}"),
        .. module.GetTypeReferences().Where(type => !IsThere(type)).Select(type => $"type {type.FullName}"),

        // No assembly defines the members of arrays.
        .. module.GetMemberReferences().Where(member => !member.DeclaringType.IsArray && !IsThere(member))
            .Select(member => $"member {member.FullName}"),
    ];

    public void Dispose()
    {
        foreach (Lazy<AssemblyDefinition> file in _files.Values.Where(file => file.IsValueCreated))
        {
            file.Value.Dispose();
        }
    }

    private static bool IsThere(MemberReference reference)
    {
        try
        {
            return reference.Resolve() is not null;
        }
        catch (AssemblyResolutionException)
        {
            return false;
        }
    }
}
