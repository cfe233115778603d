namespace SunoPS.Help;

/// <summary>
/// Builds the help of a binary module from its assembly and a folder of Markdown pages: one file for all cmdlets, and a
/// text file for each page about the whole module.
/// </summary>
internal static class Program
{
    private const string Usage = "SunoPS.Help <assembly> <folder of Markdown pages> <help file to write> [<referenced "
        + "assembly, or folder of such> ...]";

    private static int Main(string[] args)
    {
        if (args is not [var assembly, var folder, var output, .. var references])
        {
            Console.Error.WriteLine("Usage: " + Usage);
            return 1;
        }

        try
        {
            List<HelpError> errors = [];
            using var reader = new CmdletReader(assembly, references);
            var cmdlets = reader.Read();
            var pages = MarkdownHelpReader.ReadFolder(folder, errors);
            var topics = AboutTopicReader.ReadFolder(folder, errors);
            errors.AddRange(HelpValidator.Validate(assembly, folder, cmdlets, pages));
            if (errors.Count != 0)
            {
                foreach (
                    var error in errors.Distinct().OrderBy(error => error.Path, StringComparer.Ordinal).ThenBy(
                        error => error.Line ?? 0))
                {
                    Console.Error.WriteLine(error);
                }

                return 1;
            }

            MamlWriter.Write(
                output, cmdlets.Select(cmdlet => (cmdlet, pages.Single(page => page.Name == cmdlet.Name))), topics);
            Console.WriteLine($"{output}: help for {cmdlets.Count} cmdlets");
            foreach (var topic in topics)
            {
                Console.WriteLine(
                    AboutTopicWriter.Write(Path.GetDirectoryName(Path.GetFullPath(output))!, topic, pages));
            }

            return 0;
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or BadImageFormatException or TypeLoadException)
        {
            Console.Error.WriteLine(
                new HelpError(assembly, null, HelpError.CannotRead, exception.Message.ReplaceLineEndings(" ")));
            return 1;
        }
    }
}
