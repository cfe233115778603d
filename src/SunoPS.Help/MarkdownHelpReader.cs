using System.Xml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace SunoPS.Help;

/// <summary>Reads the Markdown page of a cmdlet.</summary>
internal sealed class MarkdownHelpReader(MarkdownPage source)
{
    private const string DefaultPrefix = "Default:";

    /// <summary>Reads all cmdlet pages of a folder, sorted by name, and collects their errors.</summary>
    public static IReadOnlyList<HelpPage> ReadFolder(string folder, List<HelpError> errors) =>
    [
        .. Directory.EnumerateFiles(folder, "*.md")
            .Where(path => !Path.GetFileName(path).StartsWith(AboutTopicReader.NamePrefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => new MarkdownHelpReader(new MarkdownPage(path, errors)).ReadPage()),
    ];

    private HelpPage ReadPage()
    {
        foreach (var (index, line) in source.Text.Split('\n').Index().Where(pair => pair.Item.Any(IsRefusedByXml)))
        {
            source.Report(
                HelpError.UnsupportedMarkdown, index + 1,
                $"The line has a control character, U+{(int)line.First(IsRefusedByXml):X4}.");
        }

        var (introduction, sections) = Split(source.Parse(), level: 2);
        return introduction is [HeadingBlock { Level: 1 } title, .. var synopsis]
            ? Read(new HelpPage(source.Path, source.Name, title.Line + 1), title, synopsis, sections)
            : Read(new HelpPage(source.Path, source.Name, 1), null, introduction, sections);
    }

    private HelpPage Read(HelpPage page, HeadingBlock? title, IReadOnlyList<Block> synopsis, List<Section> sections)
    {
        if (title is null || source.Line(title) != page.Name)
        {
            source.Layout(page.NameLine, $"The first line must be \"# {page.Name}\", the name of the file.");
        }

        page = page with { Synopsis = ReadSynopsis(page, synopsis) };
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var section in sections)
        {
            string name = source.Line(section.Heading);
            if (!seen.Add(name))
            {
                source.Layout(section.Line, $"The section \"{name}\" is there twice.");
            }

            page = name switch
            {
                "Description" => page with { Description = source.Paragraphs(section.Blocks) },
                "Parameters" => page with { Parameters = [.. Entries(section, ReadParameter)] },
                "Inputs" => page with { Inputs = [.. Entries(section, ReadType)] },
                "Outputs" => page with { Outputs = [.. Entries(section, ReadType)] },
                "Examples" => page with { Examples = [.. Entries(section, ReadExample).OfType<HelpExample>()] },
                "Notes" => page with { Notes = source.Paragraphs(section.Blocks) },
                "Links" => page with { Links = [.. ReadLinks(section)] },
                _ => Unknown(page, section, name),
            };
        }

        return page;
    }

    private string ReadSynopsis(HelpPage page, IReadOnlyList<Block> blocks)
    {
        var paragraphs = source.Paragraphs(blocks);
        if (paragraphs.Count > 1)
        {
            source.Layout(
                page.NameLine, "The synopsis, between the title and the first section, must be one paragraph.");
        }

        return paragraphs.FirstOrDefault("");
    }

    private HelpEntry ReadParameter(Section section)
    {
        string name = source.Line(section.Heading);
        if (!name.StartsWith('-'))
        {
            source.Layout(section.Line, $"The heading of a parameter must be its name with a hyphen, \"### -{name}\".");
        }

        var defaults = section.Blocks.OfType<ParagraphBlock>()
            .Where(block => source.Inlines(block).StartsWith(DefaultPrefix, StringComparison.Ordinal)).ToList();
        var text = section.Blocks.Where(block => !defaults.Contains(block)).ToList();
        if (defaults.Count > 1)
        {
            source.Layout(defaults[1].Line + 1, $"The parameter {name} has two defaults.");
        }

        foreach (var block in text.OfType<ParagraphBlock>())
        {
            if (
                source.Inlines(block, keepLineBreaks: true).Split('\n').Any(
                    line => line.StartsWith(DefaultPrefix, StringComparison.Ordinal)))
            {
                source.Layout(block.Line + 1, $"\"{DefaultPrefix}\" must begin a paragraph of its own.");
            }
        }

        return new HelpEntry(name.TrimStart('-'), section.Line, source.Paragraphs(text))
        {
            Default = defaults.Count == 0 ? null : source.Inlines(defaults[0])[DefaultPrefix.Length..].Trim(),
        };
    }

    private HelpEntry ReadType(Section section) =>
        new(source.Line(section.Heading), section.Line, source.Paragraphs(section.Blocks));

    private HelpExample? ReadExample(Section section)
    {
        var code =
            section.Blocks.TakeWhile(block => block is CodeBlock).Cast<CodeBlock>().Select(MarkdownPage.Code).ToList();
        if (code.Count == 0)
        {
            source.Layout(
                section.Line, "An example must begin with its code, in a code block; what there is to say follows it.");
            return null;
        }

        return new HelpExample(
            source.Line(section.Heading), string.Join("\n\n", code),
            source.Paragraphs(section.Blocks.Skip(code.Count)));
    }

    private IEnumerable<HelpLink> ReadLinks(Section section)
    {
        foreach (var block in section.Blocks)
        {
            if (block is not ListBlock list)
            {
                source.Layout(block.Line + 1, "The links must be a list.");
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
                    source.Layout(
                        item.Line + 1, "A related link must be a link and nothing else: \"- [text](target)\".");
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

        if (!HelpLinks.IsFile(link.Url, source.Path))
        {
            source.Report(HelpError.LinkBroken, paragraph.Line + 1, $"There is no file \"{link.Url}\".");
        }

        return new HelpLink(source.Line(paragraph), null);
    }

    private List<T> Entries<T>(Section section, Func<Section, T> read)
    {
        var (before, entries) = Split(section.Blocks, level: 3);
        if (source.Paragraphs(before).Count != 0)
        {
            source.Layout(before[0].Line + 1, "Text here belongs under a heading of level 3.");
        }

        return [.. entries.Select(read)];
    }

    private HelpPage Unknown(HelpPage page, Section section, string name)
    {
        source.Layout(
            section.Line, $"A page has no section \"{name}\"; it has Description, Parameters, Inputs, Outputs, "
                + "Examples, Notes and Links.");
        return page;
    }

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
