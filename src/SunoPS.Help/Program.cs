namespace SunoPS.Help;

/// <summary>
/// Builds the help of a binary module from its assembly and a folder of Markdown pages: one file for all cmdlets, and a
/// text file for each page about the whole module.
/// </summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args is not [var assembly, var folder, var output, .. var references])
        {
            Console.Error.WriteLine("Usage: SunoPS.Help <assembly> <Markdown folder> <output> [<reference> ...]");
            return 1;
        }

        try
        {
            var sources = Directory.EnumerateFiles(folder, "*.md").Order(StringComparer.Ordinal)
                .Select(path => new MarkdownPage(path))
                .ToLookup(page => page.Name.StartsWith(AboutTopic.NamePrefix, StringComparison.Ordinal));
            MarkdownPage[] topics = [.. sources[true]];
            var pages = sources[false].ToDictionary(page => page.Name, page => new HelpPage(page));
            var commands = CmdletReader.Read(assembly, references)
                .Select(cmdlet => (Cmdlet: cmdlet, Page: pages.GetValueOrDefault(cmdlet.Name)
                    ?? throw new InvalidDataException($"{folder}: error HELP: {cmdlet.Name} has no page.")))
                .ToList();

            string target = Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!).FullName;
            MamlWriter.Write(output, commands, topics[0].Name);
            new AboutTopic(topics[0]).Write(
                target,
                ("CMDLETS", commands.Select(command => (string[])[command.Cmdlet.Name, command.Page.Synopsis])),
                ("TOPICS", topics[1..].Select(topic => (string[])[topic.Name, topic.Synopsis])));
            Array.ForEach(topics[1..], topic => new AboutTopic(topic).Write(target));
            return 0;
        }
        catch (Exception exception) when (exception is InvalidDataException or ArgumentException or IOException)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }
}
