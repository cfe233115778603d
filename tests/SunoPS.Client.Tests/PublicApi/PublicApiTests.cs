using PublicApiGenerator;

namespace SunoPS.Client.Tests;

/// <summary>The public API changes only intentionally: every change must update two files.</summary>
public sealed class PublicApiTests
{
    private const string HowToAccept = "If that is meant, run this test once with the environment variable "
        + "SUNOPS_WRITE_DOCS set to 1, and commit the file.";

    private static readonly ApiGeneratorOptions Options = new()
    {
        IncludeAssemblyAttributes = false,
        ExcludeAttributes = ["System.Runtime.CompilerServices.AsyncIteratorStateMachineAttribute"],
    };

    [Theory]
    [Values("SunoPS.Client", "SunoPS")]
    public async Task The_public_API_is_what_its_file_says(string assemblyName)
    {
        string path = Path.Combine(
            ClientBuild.Property("RepositoryRoot"), "tests", "SunoPS.Client.Tests", "PublicApi", $"{assemblyName}.txt");
        var assembly = Assembly.LoadFrom(Path.Combine(ClientBuild.Property("StagedAssemblies"), $"{assemblyName}.dll"));
        string[] actual = assembly.GeneratePublicApi(Options).ReplaceLineEndings("\n").Split('\n');
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
}
