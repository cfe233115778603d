using System.Reflection;
using System.Runtime.InteropServices;

namespace SunoPS.Client.Tests;

/// <summary>The public API changes only intentionally: every change must update two files.</summary>
public sealed class PublicApiTests
{
    private const string HowToAccept = "If that is meant, run this test once with the environment variable "
        + "SUNOPS_WRITE_DOCS set to 1, and commit the file.";

    [Theory]
    [InlineData("SunoPS.Client")]
    [InlineData("SunoPS")]
    public async Task ThePublicApiIsWhatItsFileSays(string assemblyName)
    {
        string path = Path.Combine(
            Metadata("RepositoryRoot"), "tests", "SunoPS.Client.Tests", "PublicApi", $"{assemblyName}.txt");
        IReadOnlyList<string> actual = Read(assemblyName);
        if (Environment.GetEnvironmentVariable("SUNOPS_WRITE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(path, string.Join('\n', actual) + "\n", TestContext.Current.CancellationToken);
        }

        string[] expected = await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken);

        string[] differences =
        [
            .. expected.Except(actual).Select(line => $"- {line}"),
            .. actual.Except(expected).Select(line => $"+ {line}"),
        ];
        Assert.True(
            differences.Length == 0, $"The public API of {assemblyName} is not what {Path.GetFileName(path)} "
                + $"says:\n{string.Join('\n', differences)}\n{HowToAccept}");
        Assert.Equal(expected, actual);
    }

    private static IReadOnlyList<string> Read(string assemblyName)
    {
        string folder = Metadata("StagedAssemblies");
        string[] paths =
        [
            .. Directory.GetFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll"),
            Metadata("PowerShellLibrary"),
            .. Directory.GetFiles(folder, "SunoPS*.dll"),
        ];
        using var context = new MetadataLoadContext(new PathAssemblyResolver(paths));
        return ApiPrinter.Print(context.LoadFromAssemblyPath(Path.Combine(folder, $"{assemblyName}.dll")));
    }

    private static string Metadata(string key) =>
        typeof(PublicApiTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == key).Value!;
}
