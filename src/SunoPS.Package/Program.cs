namespace SunoPS.Package;

/// <summary>
/// Packs a staged module: as the NuGet package that the PowerShell Gallery takes, and as a zip to unpack into a folder of <c>$env:PSModulePath</c>. The same
/// files give the same bytes, wherever they lie and whenever they were written.
/// </summary>
internal static class Program
{
    private const string Usage = "SunoPS.Package <folder of the staged module> <folder for the packages>";

    private static int Main(string[] args)
    {
        if (args is not [var module, var output])
        {
            Console.Error.WriteLine("Usage: " + Usage);
            return 1;
        }

        try
        {
            ModuleManifest manifest = ModuleManifest.ReadFolder(module);
            IReadOnlyList<PackedFile> files = PackedFile.ReadFolder(module);
            Directory.CreateDirectory(output);
            Console.WriteLine(GalleryPackage.Write(output, manifest, files));
            Console.WriteLine(ZipPackage.Write(output, manifest, files));
            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }
}
