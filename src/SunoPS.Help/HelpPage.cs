using Markdig.Syntax;

namespace SunoPS.Help;

/// <summary>The page of a cmdlet, as plain text: one string for each paragraph.</summary>
internal sealed class HelpPage
{
    private const string DefaultPrefix = "Default:";

    private static readonly string[] Known = ["Description", "Parameters", "Inputs", "Outputs", "Examples", "Links"];

    private readonly MarkdownPage _source;
    private readonly Dictionary<string, IReadOnlyList<Block>> _sections;

    public HelpPage(MarkdownPage source)
    {
        _source = source;
        _sections = source.Sections(source.Blocks, level: 2).ToDictionary(pair => pair.Title, pair => pair.Blocks);
        if (_sections.Keys.Except(Known).FirstOrDefault() is { } unknown)
        {
            throw source.Error(null, $"Help has no section \"{unknown}\".");
        }
    }

    public string Synopsis => _source.Synopsis;

    public IEnumerable<string> Links =>
        BlocksOf("Links").SelectMany(block => block.Descendants<ParagraphBlock>()).Select(_source.Line);

    public IEnumerable<(string Title, string Code, IReadOnlyList<string> Remarks)> Examples =>
        from section in _source.Sections(BlocksOf("Examples"), level: 3)
        let code = section.Blocks.TakeWhile(block => block is CodeBlock).Cast<CodeBlock>().ToList()
        select (section.Title, string.Join("\n\n", code.Select(MarkdownPage.Code)),
            _source.Paragraphs(section.Blocks.Skip(code.Count)));

    public IReadOnlyList<string> TextOf(string section) => _source.Paragraphs(BlocksOf(section));

    public IEnumerable<HelpEntry> EntriesOf(string section) =>
        from entry in _source.Sections(BlocksOf(section), level: 3)
        let text = _source.Paragraphs(entry.Blocks).ToLookup(
            paragraph => paragraph.StartsWith(DefaultPrefix, StringComparison.Ordinal))
        select new HelpEntry(
            entry.Title, [.. text[false]], text[true].SingleOrDefault()?[DefaultPrefix.Length..].Trim());

    private IReadOnlyList<Block> BlocksOf(string section) => _sections.GetValueOrDefault(section, []);
}

/// <summary>A parameter, an input type or an output type, and its description.</summary>
internal sealed record HelpEntry(string Name, IReadOnlyList<string> Text, string? Default = null);
