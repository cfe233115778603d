using System.Globalization;
using System.Text;
using System.Xml;

namespace SunoPS.Help;

/// <summary>Writes the help file that <c>Get-Help</c> reads.</summary>
internal sealed class MamlWriter
{
    private const string HelpNamespace = "http://msh";
    private const string MamlNamespace = "http://schemas.microsoft.com/maml/2004/10";
    private const string CommandNamespace = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private const string DevNamespace = "http://schemas.microsoft.com/maml/dev/2004/10";
    private const int ExampleTitleWidth = 64;

    private readonly XmlWriter _xml;
    private readonly IReadOnlyList<HelpLink> _topics;

    private MamlWriter(XmlWriter xml, IReadOnlyList<HelpLink> topics)
    {
        _xml = xml;
        _topics = topics;
    }

    /// <summary>Writes the help of all cmdlets from their code and pages, with links to the topics.</summary>
    public static void Write(
        string path, IEnumerable<(CmdletMetadata Cmdlet, HelpPage Page)> commands, IEnumerable<AboutTopic> topics)
    {
        var settings = new XmlWriterSettings
            { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var xml = XmlWriter.Create(path, settings);
        var writer = new MamlWriter(xml, [.. topics.Select(topic => new HelpLink(topic.Name, null))]);
        xml.WriteStartDocument();
        xml.WriteStartElement("helpItems", HelpNamespace);
        xml.WriteAttributeString("schema", "maml");
        foreach (var (cmdlet, page) in commands)
        {
            writer.WriteCommand(cmdlet, page);
        }

        xml.WriteEndElement();
        xml.WriteWhitespace("\n");
    }

    private void WriteCommand(CmdletMetadata cmdlet, HelpPage page)
    {
        _xml.WriteStartElement("command", "command", CommandNamespace);
        _xml.WriteAttributeString("xmlns", "maml", null, MamlNamespace);
        _xml.WriteAttributeString("xmlns", "dev", null, DevNamespace);
        Command("details", () =>
        {
            CommandText("name", cmdlet.Name);
            CommandText("verb", cmdlet.Verb);
            CommandText("noun", cmdlet.Noun);
            Description([page.Synopsis]);
        });
        Description(page.Description);
        Command("syntax", () =>
        {
            foreach (string set in cmdlet.ParameterSets)
            {
                WriteSyntax(cmdlet, set);
            }
        });
        Command("parameters", () =>
        {
            foreach (var parameter in cmdlet.Parameters
                .OrderBy(parameter => parameter.StandardDescription is null ? 0 : 1)
                .ThenBy(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase))
            {
                WriteParameter(
                    cmdlet, parameter, page.Parameters.FirstOrDefault(entry => entry.Name == parameter.Name));
            }
        });
        WriteTypes("inputTypes", "inputType", page.Inputs);
        WriteTypes("returnValues", "returnValue", page.Outputs);
        if (page.Notes.Count != 0)
        {
            Maml("alertSet", () => Maml("alert", () => Paragraphs(page.Notes)));
        }

        Command("examples", () =>
        {
            for (int i = 0; i < page.Examples.Count; i++)
            {
                WriteExample(page.Examples[i], i + 1);
            }
        });
        Command("relatedLinks", () =>
        {
            foreach (var link in page.Links.Concat(_topics))
            {
                Maml("navigationLink", () =>
                {
                    MamlText("linkText", link.Text);
                    MamlText("uri", link.Uri ?? "");
                });
            }
        });
        _xml.WriteEndElement();
    }

    private void WriteSyntax(CmdletMetadata cmdlet, string parameterSet) => Command("syntaxItem", () =>
    {
        MamlText("name", cmdlet.Name);
        foreach (var (parameter, binding) in cmdlet.SyntaxOf(parameterSet))
        {
            StartParameter(parameter, binding, PipelineText([binding]));
            MamlText("name", parameter.Name);
            if (parameter.AcceptedValues.Count != 0)
            {
                Command("parameterValueGroup", () =>
                {
                    foreach (string value in parameter.AcceptedValues)
                    {
                        ParameterValue(value, required: false, variableLength: false);
                    }
                });
            }
            else if (!parameter.IsSwitch)
            {
                ParameterValue(parameter.TypeName, required: true, parameter.IsArray);
            }

            _xml.WriteEndElement();
        }
    });

    private void WriteParameter(CmdletMetadata cmdlet, ParameterMetadata parameter, HelpEntry? entry)
    {
        // One entry describes all sets: the binding in the default set, or in the first set with the parameter.
        var binding = parameter.BindingIn(cmdlet.ParameterSets[0]) ?? parameter.Bindings[0];
        StartParameter(parameter, binding, PipelineText(parameter.Bindings));
        MamlText("name", parameter.Name);
        Description([.. entry?.Text ?? [parameter.StandardDescription!], .. AcceptedText(parameter)]);
        ParameterValue(parameter.TypeName, required: !parameter.IsSwitch, parameter.IsArray);
        Dev("type", () =>
        {
            MamlText("name", parameter.TypeName);
            MamlText("uri", "");
        });
        DevText("defaultValue", entry?.Default ?? (parameter.IsSwitch ? "False" : "None"));
        _xml.WriteEndElement();
    }

    private void WriteTypes(string list, string item, IReadOnlyList<HelpEntry> entries) => Command(list, () =>
    {
        foreach (var entry in entries.DefaultIfEmpty(new HelpEntry(HelpEntry.None, 0, [])))
        {
            Command(item, () =>
            {
                Dev("type", () => MamlText("name", entry.Name));
                Description(entry.Text);
            });
        }
    });

    private void WriteExample(HelpExample example, int number) => Command("example", () =>
    {
        string title = string.Create(CultureInfo.InvariantCulture, $" Example {number}: {example.Title} ");
        string dashes = new('-', Math.Max(2, (ExampleTitleWidth - title.Length) / 2));
        MamlText("title", dashes + title + dashes);
        DevText("code", example.Code);

        // The empty paragraph separates the next title.
        Dev("remarks", () => Paragraphs([.. example.Remarks, ""]));
    });

    private void StartParameter(ParameterMetadata parameter, ParameterBinding binding, string pipelineText)
    {
        _xml.WriteStartElement("parameter", CommandNamespace);
        _xml.WriteAttributeString("required", binding.Mandatory ? "true" : "false");
        _xml.WriteAttributeString(
            "variableLength", parameter.IsArray || binding.FromRemainingArguments ? "true" : "false");
        _xml.WriteAttributeString("globbing", parameter.SupportsWildcards ? "true" : "false");
        _xml.WriteAttributeString("pipelineInput", pipelineText);
        _xml.WriteAttributeString("position", binding.Position?.ToString(CultureInfo.InvariantCulture) ?? "named");
        _xml.WriteAttributeString(
            "aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases));
    }

    private static string PipelineText(IReadOnlyCollection<ParameterBinding> bindings)
    {
        List<string> ways = [];
        if (bindings.Any(binding => binding.FromPipeline))
        {
            ways.Add("ByValue");
        }

        if (bindings.Any(binding => binding.FromPipelineByPropertyName))
        {
            ways.Add("ByPropertyName");
        }

        return ways.Count == 0 ? "False" : $"True ({string.Join(", ", ways)})";
    }

    private static IEnumerable<string> AcceptedText(ParameterMetadata parameter)
    {
        if (parameter.AcceptedValues.Count != 0)
        {
            yield return $"Accepted values: {string.Join(", ", parameter.AcceptedValues)}";
        }

        if (parameter.AcceptedRange is not null)
        {
            yield return $"Accepted range: {parameter.AcceptedRange}";
        }
    }

    private void ParameterValue(string text, bool required, bool variableLength)
    {
        _xml.WriteStartElement("parameterValue", CommandNamespace);
        _xml.WriteAttributeString("required", required ? "true" : "false");
        _xml.WriteAttributeString("variableLength", variableLength ? "true" : "false");
        _xml.WriteString(text);
        _xml.WriteEndElement();
    }

    private void Description(IReadOnlyList<string> paragraphs)
    {
        if (paragraphs.Count != 0)
        {
            Maml("description", () => Paragraphs(paragraphs));
        }
    }

    private void Paragraphs(IEnumerable<string> paragraphs)
    {
        foreach (string paragraph in paragraphs)
        {
            MamlText("para", paragraph);
        }
    }

    private void Command(string name, Action content) => Element(name, CommandNamespace, content);

    private void Maml(string name, Action content) => Element(name, MamlNamespace, content);

    private void Dev(string name, Action content) => Element(name, DevNamespace, content);

    private void CommandText(string name, string text) => _xml.WriteElementString(name, CommandNamespace, text);

    private void MamlText(string name, string text) => _xml.WriteElementString(name, MamlNamespace, text);

    private void DevText(string name, string text) => _xml.WriteElementString(name, DevNamespace, text);

    private void Element(string name, string ns, Action content)
    {
        _xml.WriteStartElement(name, ns);
        content();
        _xml.WriteEndElement();
    }
}
