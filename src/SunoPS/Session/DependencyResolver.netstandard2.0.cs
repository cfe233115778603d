using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;

namespace SunoPS.Commands;

/// <summary>
/// Finds the module's dependencies for Windows PowerShell in a separate folder, by simple name, for this module and the
/// assemblies of that folder only. Assemblies of other modules are not affected.
/// </summary>
/// <remarks>
/// Windows PowerShell has no binding redirects for modules, and .NET Framework requires the exact version that was
/// compiled against. The handler stays for the life of the process, because objects outlive the module, and .NET
/// Framework remembers an assembly that was not found.
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

    /// <summary>The assembly of that name; null if it is none of the module's, or where others ask.</summary>
    internal static Assembly? Resolve(string fullName, Assembly? requestedBy)
    {
        if (requestedBy is null || !IsOurs(requestedBy))
        {
            return null;
        }

        string name = new AssemblyName(fullName).Name!;
        string path = Path.Combine(Folder, name + ".dll");

        // An assembly loaded by its path is not found by the name requests of other modules.
        return File.Exists(path) ? Loaded
            .GetOrAdd(name, _ => new Lazy<Assembly>(() => Assembly.LoadFile(path))).Value : null;
    }

    private static bool IsOurs(Assembly assembly)
    {
        if (assembly.IsDynamic || string.IsNullOrEmpty(assembly.Location))
        {
            return false;
        }

        string folder = Path.GetDirectoryName(assembly.Location)!;
        return string.Equals(folder, Folder, StringComparison.OrdinalIgnoreCase)
            || (
                string.Equals(folder, OwnFolder, StringComparison.OrdinalIgnoreCase)
                    && assembly.GetName().Name is "SunoPS" or "SunoPS.Client");
    }
}
