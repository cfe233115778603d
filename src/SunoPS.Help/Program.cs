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
            using var reader = new CmdletReader(assembly, references);
            var sources = Directory.EnumerateFiles(folder, "*.md").Order(StringComparer.Ordinal)
                .Select(path => new MarkdownPage(path))
                .ToLookup(page => page.Name.StartsWith(AboutTopic.NamePrefix, StringComparison.Ordinal));
            AboutTopic[] topics = [.. sources[true].Select(page => new AboutTopic(page))];
            var pages = sources[false].ToDictionary(page => page.Name, page => new HelpPage(page));
            var commands = reader.Read()
                .Select(cmdlet => (Cmdlet: cmdlet, Page: pages.GetValueOrDefault(cmdlet.Name)
                    ?? throw new InvalidDataException($"{folder}: error HELP: {cmdlet.Name} has no page.")))
                .ToList();

            string target = Path.GetDirectoryName(Path.GetFullPath(output))!;
            Directory.CreateDirectory(target);
            MamlWriter.Write(output, commands, topics[0].Name);
            topics[0].Write(
                target,
                ("CMDLETS", commands.Select(command => (command.Cmdlet.Name, command.Page.Synopsis))),
                ("TOPICS", topics.Skip(1).Select(topic => (topic.Name, topic.Synopsis))));
            foreach (var topic in topics.Skip(1))
            {
                topic.Write(target);
            }

            return 0;
        }
        catch (Exception exception) when (exception is InvalidDataException or ArgumentException or IOException)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }
}
