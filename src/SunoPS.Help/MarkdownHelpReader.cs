using System.Xml;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace SunoPS.Help;

/// <summary>Reads the Markdown page of a cmdlet.</summary>
internal sealed class MarkdownHelpReader
{
    private const string DefaultPrefix = "Default:";

    // Parses tables only to reject them: help would show the raw Markdown.
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePreciseSourceLocation().UsePipeTables().Build();

    private readonly string _path;
    private readonly List<HelpError> _errors;
    private readonly MarkdownText _text;

    private MarkdownHelpReader(string path, List<HelpError> errors)
    {
        _path = path;
        _errors = errors;
        _text = new MarkdownText(path, errors);
    }

    /// <summary>Reads all cmdlet pages of a folder, sorted by name, and collects their errors.</summary>
    public static IReadOnlyList<HelpPage> ReadFolder(string folder, List<HelpError> errors) =>
    [
        .. Directory.EnumerateFiles(folder, "*.md")
            .Where(path => !Path.GetFileName(path).StartsWith(AboutTopicReader.NamePrefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => new MarkdownHelpReader(path, errors).ReadPage(File.ReadAllText(path))),
    ];

    private HelpPage ReadPage(string markdown)
    {
        markdown = markdown.ReplaceLineEndings("\n");
        foreach (var (index, line) in markdown.Split('\n').Index().Where(pair => pair.Item.Any(IsRefusedByXml)))
        {
            _errors.Add(
                new HelpError(
                    _path, index + 1, HelpError.UnsupportedMarkdown,
                    $"The line has a control character, U+{(int)line.First(IsRefusedByXml):X4}."));
        }

        var blocks = Markdown.Parse(markdown, Pipeline)
            .Where(block => block is not (HtmlBlock { Type: HtmlBlockType.Comment } or LinkReferenceDefinitionGroup));
        string name = Path.GetFileNameWithoutExtension(_path);
        var (introduction, sections) = Split(blocks, level: 2);
        return introduction is [HeadingBlock { Level: 1 } title, .. var synopsis]
            ? Read(new HelpPage(_path, name, title.Line + 1), title, synopsis, sections)
            : Read(new HelpPage(_path, name, 1), null, introduction, sections);
    }

    private HelpPage Read(HelpPage page, HeadingBlock? title, IReadOnlyList<Block> synopsis, List<Section> sections)
    {
        if (title is null || _text.Line(title) != page.Name)
        {
            Layout(page.NameLine, $"The first line must be \"# {page.Name}\", the name of the file.");
        }

        page = page with { Synopsis = ReadSynopsis(page, synopsis) };
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var section in sections)
        {
            string name = _text.Line(section.Heading);
            if (!seen.Add(name))
            {
                Layout(section.Line, $"The section \"{name}\" is there twice.");
            }

            page = name switch
            {
                "Description" => page with { Description = _text.Paragraphs(section.Blocks) },
                "Parameters" => page with { Parameters = [.. Entries(section, ReadParameter)] },
                "Inputs" => page with { Inputs = [.. Entries(section, ReadType)] },
                "Outputs" => page with { Outputs = [.. Entries(section, ReadType)] },
                "Examples" => page with { Examples = [.. Entries(section, ReadExample).OfType<HelpExample>()] },
                "Notes" => page with { Notes = _text.Paragraphs(section.Blocks) },
                "Links" => page with { Links = [.. ReadLinks(section)] },
                _ => Unknown(page, section, name),
            };
        }

        return page;
    }

    private string ReadSynopsis(HelpPage page, IReadOnlyList<Block> blocks)
    {
        var paragraphs = _text.Paragraphs(blocks);
        if (paragraphs.Count > 1)
        {
            Layout(page.NameLine, "The synopsis, between the title and the first section, must be one paragraph.");
        }

        return paragraphs.FirstOrDefault("");
    }

    private HelpEntry ReadParameter(Section section)
    {
        string name = _text.Line(section.Heading);
        if (!name.StartsWith('-'))
        {
            Layout(section.Line, $"The heading of a parameter must be its name with a hyphen, \"### -{name}\".");
        }

        var defaults = section.Blocks.OfType<ParagraphBlock>()
            .Where(block => _text.Inlines(block).StartsWith(DefaultPrefix, StringComparison.Ordinal)).ToList();
        var text = section.Blocks.Where(block => !defaults.Contains(block)).ToList();
        if (defaults.Count > 1)
        {
            Layout(defaults[1].Line + 1, $"The parameter {name} has two defaults.");
        }

        foreach (var block in text.OfType<ParagraphBlock>())
        {
            if (
                _text.Inlines(block, keepLineBreaks: true).Split('\n').Any(
                    line => line.StartsWith(DefaultPrefix, StringComparison.Ordinal)))
            {
                Layout(block.Line + 1, $"\"{DefaultPrefix}\" must begin a paragraph of its own.");
            }
        }

        return new HelpEntry(name.TrimStart('-'), section.Line, _text.Paragraphs(text))
        {
            Default = defaults.Count == 0 ? null : _text.Inlines(defaults[0])[DefaultPrefix.Length..].Trim(),
        };
    }

    private HelpEntry ReadType(Section section) =>
        new(_text.Line(section.Heading), section.Line, _text.Paragraphs(section.Blocks));

    private HelpExample? ReadExample(Section section)
    {
        var code =
            section.Blocks.TakeWhile(block => block is CodeBlock).Cast<CodeBlock>().Select(MarkdownText.Code).ToList();
        if (code.Count == 0)
        {
            Layout(
                section.Line, "An example must begin with its code, in a code block; what there is to say follows it.");
            return null;
        }

        return new HelpExample(
            _text.Line(section.Heading), string.Join("\n\n", code), _text.Paragraphs(section.Blocks.Skip(code.Count)));
    }

    private IEnumerable<HelpLink> ReadLinks(Section section)
    {
        foreach (var block in section.Blocks)
        {
            if (block is not ListBlock list)
            {
                Layout(block.Line + 1, "The links must be a list.");
                continue;
            }

            foreach (var item in list.OfType<ListItemBlock>())
            {
                if (
                    item is [
                        ParagraphBlock
                            { Inline.FirstChild: LinkInline { IsImage: false, NextSibling: null } link } paragraph])
                {
                    yield return ReadLink(paragraph, link);
                }
                else
                {
                    Layout(item.Line + 1, "A related link must be a link and nothing else: \"- [text](target)\".");
                }
            }
        }
    }

    private HelpLink ReadLink(ParagraphBlock paragraph, LinkInline link)
    {
        if (HelpLinks.IsOnWeb(link.Url))
        {
            return new HelpLink(string.Concat(link.OfType<LiteralInline>()), link.Url);
        }

        if (!HelpLinks.IsFile(link.Url, _path))
        {
            _errors.Add(
                new HelpError(_path, paragraph.Line + 1, HelpError.LinkBroken, $"There is no file \"{link.Url}\"."));
        }

        return new HelpLink(_text.Line(paragraph), null);
    }

    private List<T> Entries<T>(Section section, Func<Section, T> read)
    {
        var (before, entries) = Split(section.Blocks, level: 3);
        if (_text.Paragraphs(before).Count != 0)
        {
            Layout(before[0].Line + 1, "Text here belongs under a heading of level 3.");
        }

        return [.. entries.Select(read)];
    }

    private HelpPage Unknown(HelpPage page, Section section, string name)
    {
        Layout(
            section.Line, $"A page has no section \"{name}\"; it has Description, Parameters, Inputs, Outputs, "
                + "Examples, Notes and Links.");
        return page;
    }

    private void Layout(int line, string text) => _errors.Add(new HelpError(_path, line, HelpError.Layout, text));

    private static bool IsRefusedByXml(char character) =>
        !XmlConvert.IsXmlChar(character) && !char.IsSurrogate(character);

    private static (List<Block> Before, List<Section> Sections) Split(IEnumerable<Block> blocks, int level)
    {
        List<Block> before = [];
        List<Section> sections = [];
        foreach (var block in blocks)
        {
            if (block is HeadingBlock heading && heading.Level == level)
            {
                sections.Add(new Section(heading, []));
            }
            else
            {
                (sections.Count == 0 ? before : sections[^1].Blocks).Add(block);
            }
        }

        return (before, sections);
    }

    private sealed record Section(HeadingBlock Heading, List<Block> Blocks)
    {
        public int Line => Heading.Line + 1;
    }
}
