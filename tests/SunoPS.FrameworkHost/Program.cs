using System.Reflection;

namespace SunoPS.FrameworkHost;

/// <summary>Loads the module from the staged folder like Windows PowerShell, and fetches from a gateway.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        string folder = Path.GetFullPath(args[0]);
        string here = Path.GetDirectoryName(typeof(Program).Assembly.Location)!;
        var other = Assembly.LoadFrom(Path.Combine(here, "OtherVersions", "System.Text.Json.dll"));
        Console.WriteLine($"before: {other.GetName().Version}");
        var client = Assembly.LoadFrom(Path.Combine(folder, "SunoPS.Client.dll"));
        var module = Assembly.LoadFrom(Path.Combine(folder, "SunoPS.dll"));
        Type resolver = module.GetType("SunoPS.Commands.DependencyResolver", throwOnError: true)!;

        // PowerShell calls this on import.
        resolver.GetMethod("OnImport")!.Invoke(Activator.CreateInstance(resolver), null);

        // This program is not an assembly of the module, so it resolves the assemblies in the name of the module.
        MethodInfo resolve = resolver.GetMethod("Resolve", BindingFlags.Static | BindingFlags.NonPublic)!;
        AppDomain.CurrentDomain.AssemblyResolve += (_, request) =>
            request.RequestingAssembly != typeof(Program).Assembly ? null
            : new AssemblyName(request.Name).Name == "SunoPS.Client" ? client
            : (Assembly?)resolve.Invoke(null, [request.Name, client]);
        Fetching.Run(new Uri(args[1]), args[2]);
        foreach (
            Assembly assembly in AppDomain.CurrentDomain.GetAssemblies()
                .Where(assembly => assembly.GetName().Name == "System.Text.Json"))
        {
            Console.WriteLine(
                $"loaded: {assembly.GetName().Version} from "
                    + $"{Path.GetFileName(Path.GetDirectoryName(assembly.Location))}");
        }

        return 0;
    }
}
