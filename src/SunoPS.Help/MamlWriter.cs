using System.Globalization;
using System.Xml.Linq;

namespace SunoPS.Help;

/// <summary>Writes the help file that <c>Get-Help</c> reads.</summary>
internal static class MamlWriter
{
    private const int ExampleTitleWidth = 64;

    private static readonly XNamespace Help = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static void Write(
        string path, IEnumerable<(CmdletMetadata Cmdlet, HelpPage Page)> commands, string topic)
    {
        var items = new XElement(
            Help + "helpItems",
            new XAttribute("schema", "maml"),
            commands.Select(command => CommandOf(command.Cmdlet, command.Page, topic)));
        File.WriteAllText(
            path, $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{items}\n".ReplaceLineEndings("\n"));
    }

    private static XElement CommandOf(CmdletMetadata cmdlet, HelpPage page, string topic) => new(
        Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml),
        new XAttribute(XNamespace.Xmlns + "dev", Dev),
        new XAttribute(XNamespace.Xmlns + "command", Command),
        new XElement(
            Command + "details",
            new XElement(Command + "name", cmdlet.Name),
            new XElement(Command + "verb", cmdlet.Verb),
            new XElement(Command + "noun", cmdlet.Noun),
            Description([page.Synopsis])),
        // Not as related links: with them, Get-Help would advertise -Online, which needs a published page.
        Description([.. page.TextOf("Description"), $"See also: {string.Join(", ", page.Links.Append(topic))}."]),
        new XElement(Command + "syntax", cmdlet.SyntaxSets.Select(set => SyntaxOf(cmdlet, set))),
        new XElement(
            Command + "parameters",
            from parameter in cmdlet.Parameters
            orderby parameter.StandardDescription is null ? 0 : 1, parameter.Name
            let entry = page.EntriesOf("Parameters").SingleOrDefault(entry => entry.Name == "-" + parameter.Name)
            select ParameterOf(cmdlet, parameter, entry)),
        TypesOf("inputTypes", "inputType", page.EntriesOf("Inputs")),
        TypesOf("returnValues", "returnValue", page.EntriesOf("Outputs")),
        new XElement(Command + "examples", page.Examples.Select((example, index) => ExampleOf(example, index + 1))));

    private static XElement SyntaxOf(CmdletMetadata cmdlet, string parameterSet) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", cmdlet.Name),
        cmdlet.SyntaxOf(parameterSet).Select(pair => new XElement(
            Command + "parameter",
            Attributes(pair.Parameter, pair.Binding, pair.Binding),
            new XElement(Maml + "name", pair.Parameter.Name),
            SyntaxValueOf(pair.Parameter))));

    private static XElement? SyntaxValueOf(ParameterMetadata parameter) => parameter switch
    {
        { AcceptedValues.Length: > 0 } => new XElement(
            Command + "parameterValueGroup",
            parameter.AcceptedValues.Select(value => ParameterValue(value, required: false, variableLength: false))),
        { IsSwitch: true } => null,
        _ => ParameterValue(parameter.TypeName, required: true, parameter.IsArray),
    };

    private static XElement ParameterOf(CmdletMetadata cmdlet, ParameterMetadata parameter, HelpEntry? entry) => new(
        Command + "parameter",
        // One entry describes all sets: the binding in the default set, or in the first set with the parameter.
        Attributes(
            parameter, parameter.BindingIn(cmdlet.ParameterSets[0]) ?? parameter.Bindings[0], parameter.Bindings),
        new XElement(Maml + "name", parameter.Name),
        Description([.. entry?.Text ?? [parameter.StandardDescription!], .. parameter.Limits]),
        ParameterValue(parameter.TypeName, required: !parameter.IsSwitch, parameter.IsArray),
        new XElement(Dev + "type", new XElement(Maml + "name", parameter.TypeName), new XElement(Maml + "uri")),
        new XElement(Dev + "defaultValue", entry?.Default ?? (parameter.IsSwitch ? "False" : "None")));

    private static XElement TypesOf(string list, string item, IEnumerable<HelpEntry> entries) => new(
        Command + list,
        entries.DefaultIfEmpty(new HelpEntry("None", [])).Select(entry => new XElement(
            Command + item,
            new XElement(Dev + "type", new XElement(Maml + "name", entry.Name)),
            Description(entry.Text))));

    private static XElement ExampleOf((string Title, string Code, IReadOnlyList<string> Remarks) example, int number)
    {
        string title = $" Example {number}: {example.Title} ";
        string dashes = new('-', Math.Max(2, (ExampleTitleWidth - title.Length) / 2));
        return new XElement(
            Command + "example",
            new XElement(Maml + "title", dashes + title + dashes),
            new XElement(Dev + "code", example.Code),
            // The empty paragraph separates the next title.
            new XElement(Dev + "remarks", Paragraphs(example.Remarks), new XElement(Maml + "para")));
    }

    private static XAttribute[] Attributes(
        ParameterMetadata parameter, ParameterBinding binding, params ParameterBinding[] bindings)
    {
        string byValue = bindings.Any(any => any.FromPipeline) ? "ByValue" : "";
        string byName = bindings.Any(any => any.FromPipelineByPropertyName) ? "ByPropertyName" : "";
        string ways = string.Join(", ", new[] { byValue, byName }.Where(way => way.Length > 0));
        return
        [
            new("required", binding.Mandatory),
            new("variableLength", parameter.IsArray),
            new("globbing", parameter.SupportsWildcards),
            new("pipelineInput", ways.Length == 0 ? "False" : $"True ({ways})"),
            new("position", binding.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
            new("aliases", string.Join(", ", parameter.Aliases.DefaultIfEmpty("none"))),
        ];
    }

    private static XElement ParameterValue(string text, bool required, bool variableLength) => new(
        Command + "parameterValue", new XAttribute("required", required),
        new XAttribute("variableLength", variableLength), text);

    private static XElement? Description(IReadOnlyCollection<string> paragraphs) =>
        paragraphs.Count == 0 ? null : new XElement(Maml + "description", Paragraphs(paragraphs));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<string> paragraphs) =>
        paragraphs.Select(paragraph => new XElement(Maml + "para", paragraph));
}
