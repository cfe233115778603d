using System.Collections.Concurrent;
using System.Reflection;

namespace SunoPS.Commands;

/// <summary>
/// Finds the module's dependencies for Windows PowerShell in a separate folder by simple name, only for this module and
/// the assemblies in that folder. Does not affect other modules.
/// </summary>
/// <remarks>
/// Windows PowerShell has no binding redirects for modules, and .NET Framework requires the exact compile-time version.
/// The handler remains for the lifetime of the process, because objects outlive the module, and .NET Framework caches
/// failed assembly loads.
/// </remarks>
public sealed class DependencyResolver : IModuleAssemblyInitializer
{
    private static readonly string OwnFolder = Path.GetDirectoryName(typeof(DependencyResolver).Assembly.Location)!;
    private static readonly string Folder = Path.Combine(OwnFolder, "dependencies");
    private static readonly ConcurrentDictionary<string, Lazy<Assembly>> Loaded = new(StringComparer.OrdinalIgnoreCase);
    private static int _isActive;

    /// <inheritdoc/>
    public void OnImport()
    {
        if (Interlocked.Exchange(ref _isActive, 1) == 0)
        {
            AppDomain.CurrentDomain.AssemblyResolve += (_, request) =>
                Resolve(request.Name, request.RequestingAssembly);
        }
    }

    /// <summary>Returns the assembly; null if it is not our dependency, or if another module requests it.</summary>
    internal static Assembly? Resolve(string fullName, Assembly? requestedBy)
    {
        string name = new AssemblyName(fullName).Name!;
        string path = Path.Combine(Folder, name + ".dll");

        // Other modules do not find an assembly that is loaded by path.
        return requestedBy is not null && IsOurs(requestedBy) && File.Exists(path)
            ? Loaded.GetOrAdd(name, _ => new Lazy<Assembly>(() => Assembly.LoadFile(path))).Value
            : null;
    }

    private static bool IsOurs(Assembly assembly)
    {
        if (assembly.IsDynamic || string.IsNullOrEmpty(assembly.Location))
        {
            return false;
        }

        string folder = Path.GetDirectoryName(assembly.Location)!;
        return string.Equals(folder, Folder, StringComparison.OrdinalIgnoreCase)
            || (string.Equals(folder, OwnFolder, StringComparison.OrdinalIgnoreCase)
                && assembly.GetName().Name is "SunoPS" or "SunoPS.Client");
    }
}
