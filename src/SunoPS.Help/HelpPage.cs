using Markdig.Syntax;

namespace SunoPS.Help;

/// <summary>The page of a cmdlet, as plain text: one string for each paragraph.</summary>
internal sealed class HelpPage
{
    private const string DefaultPrefix = "Default:";

    private readonly MarkdownPage _source;

    /// <exception cref="InvalidDataException">The page has content that help would not show.</exception>
    public HelpPage(MarkdownPage source)
    {
        _source = source;
        foreach (var (heading, blocks) in Sections(source.Blocks, level: 2))
        {
            switch (source.Line(heading))
            {
                case "Description":
                    Description = source.Paragraphs(blocks);
                    break;
                case "Parameters":
                    Parameters = Entries(blocks).ToDictionary(
                        entry => entry.Name.TrimStart('-'), StringComparer.Ordinal);
                    break;
                case "Inputs":
                    Inputs = Entries(blocks);
                    break;
                case "Outputs":
                    Outputs = Entries(blocks);
                    break;
                case "Examples":
                    Examples = [.. Sections(blocks, level: 3).Select(ExampleOf)];
                    break;
                case "Notes":
                    Notes = source.Paragraphs(blocks);
                    break;
                case "Links":
                    Links = [.. blocks.SelectMany(block => block.Descendants<ParagraphBlock>()).Select(source.Line)];
                    break;
                case var name:
                    throw source.Error(heading, $"Help has no section \"{name}\".");
            }
        }
    }

    public string Synopsis => _source.Synopsis;

    public IReadOnlyList<string> Description { get; } = [];

    public IReadOnlyDictionary<string, HelpEntry> Parameters { get; } = new Dictionary<string, HelpEntry>();

    public IReadOnlyList<HelpEntry> Inputs { get; } = [];

    public IReadOnlyList<HelpEntry> Outputs { get; } = [];

    public IReadOnlyList<HelpExample> Examples { get; } = [];

    public IReadOnlyList<string> Notes { get; } = [];

    public IReadOnlyList<string> Links { get; } = [];

    private IReadOnlyList<HelpEntry> Entries(IReadOnlyList<Block> blocks) =>
        [.. Sections(blocks, level: 3).Select(section => EntryOf(section.Heading, section.Blocks))];

    private HelpEntry EntryOf(HeadingBlock heading, IReadOnlyList<Block> blocks)
    {
        var text = _source.Paragraphs(blocks).ToLookup(
            paragraph => paragraph.StartsWith(DefaultPrefix, StringComparison.Ordinal));
        return new HelpEntry(_source.Line(heading), [.. text[false]])
        {
            Default = text[true].SingleOrDefault()?[DefaultPrefix.Length..].Trim(),
        };
    }

    private HelpExample ExampleOf((HeadingBlock Heading, IReadOnlyList<Block> Blocks) section)
    {
        List<CodeBlock> code = [.. section.Blocks.TakeWhile(block => block is CodeBlock).Cast<CodeBlock>()];
        return new HelpExample(
            _source.Line(section.Heading), string.Join("\n\n", code.Select(MarkdownPage.Code)),
            _source.Paragraphs(section.Blocks.Skip(code.Count)));
    }

    /// <summary>Splits blocks at the headings of a level.</summary>
    private IEnumerable<(HeadingBlock Heading, IReadOnlyList<Block> Blocks)> Sections(
        IReadOnlyList<Block> blocks, int level)
    {
        if (blocks is [not HeadingBlock, ..])
        {
            throw _source.Error(blocks[0], $"Text here belongs under a heading of level {level}.");
        }

        List<HeadingBlock> headings = [.. blocks.OfType<HeadingBlock>().Where(heading => heading.Level == level)];
        return headings.Select(heading => (
            heading,
            (IReadOnlyList<Block>)[.. blocks.SkipWhile(block => block != heading).Skip(1).TakeWhile(
                block => block is not HeadingBlock other || other.Level != level)]));
    }
}

/// <summary>A parameter, an input type or an output type, and its description.</summary>
internal sealed record HelpEntry(string Name, IReadOnlyList<string> Text)
{
    public string? Default { get; init; }
}

/// <summary>A title, code and remarks.</summary>
internal sealed record HelpExample(string Title, string Code, IReadOnlyList<string> Remarks);
