using System.Reflection;
using System.Runtime.InteropServices;

namespace SunoPS.Help;

/// <summary>Reads the cmdlets of an assembly from its metadata. No code of the assembly runs.</summary>
internal static class CmdletReader
{
    private const string Automation = "System.Management.Automation.";

    /// <summary>Returns the cmdlets by name. The references are those that are not beside the assembly.</summary>
    public static IReadOnlyList<CmdletMetadata> Read(string assemblyPath, IEnumerable<string> references)
    {
        string path = Path.GetFullPath(assemblyPath);
        string[] folders = [Path.GetDirectoryName(path)!, RuntimeEnvironment.GetRuntimeDirectory()];
        var found = folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.dll"));
        using var context = new MetadataLoadContext(
            new PathAssemblyResolver([path, .. references, .. found]), typeof(object).Assembly.GetName().Name);
        return
        [
            .. from type in context.LoadFromAssemblyPath(path).GetTypes()
               where type is { IsAbstract: false, IsPublic: true }
               from attribute in AttributesOf(type, "CmdletAttribute")
               let cmdlet = ReadCmdlet(type, attribute)
               orderby cmdlet.Name
               select cmdlet,
        ];
    }

    private static CmdletMetadata ReadCmdlet(Type type, CustomAttributeData attribute)
    {
        List<ParameterMetadata> parameters =
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => AttributesOf(property, "ParameterAttribute").Any())
                .Select(ReadParameter),
        ];
        if (Named<bool>(attribute, "SupportsShouldProcess"))
        {
            parameters.Add(
                StandardSwitch("WhatIf", "wi", "Shows what would happen if the command runs. The command is not run."));
            parameters.Add(StandardSwitch("Confirm", "cf", "Prompts you for confirmation before running the command."));
        }

        // PowerShell numbers the default set first, and the others in the order of the parameters.
        var sets = parameters.SelectMany(parameter => parameter.Bindings).Select(binding => binding.ParameterSet)
            .Prepend(Named<string>(attribute, "DefaultParameterSetName") ?? "")
            .Where(set => set is not ("" or ParameterMetadata.AllSets))
            .Distinct()
            .DefaultIfEmpty(ParameterMetadata.AllSets);
        return new CmdletMetadata(
            (string)Argument(attribute, 0), (string)Argument(attribute, 1), [.. sets], parameters);
    }

    private static ParameterMetadata ReadParameter(PropertyInfo property)
    {
        Type type = property.PropertyType;
        Type valueType = WithoutNullable(type.IsArray ? type.GetElementType()! : type);
        string[] values = valueType.IsEnum ? valueType.GetEnumNames() : [];
        return new ParameterMetadata(
            property.Name,
            DisplayName(type),
            [.. AttributesOf(property, "ParameterAttribute").Select(ReadBinding)],
            [
                .. from alias in AttributesOf(property, "AliasAttribute")
                   from name in (IEnumerable<CustomAttributeTypedArgument>)Argument(alias, 0)
                   select (string)name.Value!,
            ],
            values,
            [
                .. values.Length == 0 ? [] : new[] { $"Accepted values: {string.Join(", ", values)}" },
                .. from range in AttributesOf(property, "ValidateRangeAttribute")
                   let maximum = Argument(range, 1) is int.MaxValue ? "or more" : $"to {Argument(range, 1)}"
                   select $"Accepted range: {Argument(range, 0)} {maximum}",
            ],
            AttributesOf(property, "SupportsWildcardsAttribute").Any());
    }

    private static ParameterBinding ReadBinding(CustomAttributeData attribute) => new(
        Named<string>(attribute, "ParameterSetName") ?? ParameterMetadata.AllSets,
        Named<bool>(attribute, "Mandatory"),
        Named<int?>(attribute, "Position"),
        Named<bool>(attribute, "ValueFromPipeline"),
        Named<bool>(attribute, "ValueFromPipelineByPropertyName"),
        Named<bool>(attribute, "DontShow"));

    private static ParameterMetadata StandardSwitch(string name, string alias, string description) =>
        new(name, "SwitchParameter", [new(ParameterMetadata.AllSets)], [alias], [], [], false, description);

    private static IEnumerable<CustomAttributeData> AttributesOf(MemberInfo member, string name) =>
        member.GetCustomAttributesData().Where(attribute => attribute.AttributeType.FullName == Automation + name);

    private static object Argument(CustomAttributeData attribute, int index) =>
        attribute.ConstructorArguments[index].Value!;

    private static T? Named<T>(CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue.Value is T value
            ? value
            : default;

    private static Type WithoutNullable(Type type) =>
        type.IsGenericType && type.Name == "Nullable`1" ? type.GetGenericArguments()[0] : type;

    private static string DisplayName(Type type) =>
        type.IsArray ? DisplayName(type.GetElementType()!) + "[]" : WithoutNullable(type).Name;
}
