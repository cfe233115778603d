using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace SunoPS.Help;

/// <summary>Reads the cmdlets of an assembly from its metadata. No code of the assembly runs.</summary>
internal sealed class CmdletReader : IDisposable
{
    private const string Automation = "System.Management.Automation.";

    private readonly string _assemblyPath;
    private readonly MetadataLoadContext _context;

    /// <summary>Opens an assembly; the references are those that are not beside it.</summary>
    public CmdletReader(string assemblyPath, IEnumerable<string> references)
    {
        _assemblyPath = Path.GetFullPath(assemblyPath);
        string[] folders = [Path.GetDirectoryName(_assemblyPath)!, RuntimeEnvironment.GetRuntimeDirectory()];
        var found = folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.dll"));
        _context = new MetadataLoadContext(
            new PathAssemblyResolver([_assemblyPath, .. references, .. found]),
            typeof(object).Assembly.GetName().Name);
    }

    /// <summary>Returns the cmdlets that <c>Import-Module</c> finds in the assembly, sorted by name.</summary>
    public IReadOnlyList<CmdletMetadata> Read() =>
    [
        .. _context.LoadFromAssemblyPath(_assemblyPath).GetTypes()
            .Where(type => type is { IsAbstract: false } && (type.IsPublic || type.IsNestedPublic))
            .Select(type => (Type: type, Attribute: AttributesOf(type, "CmdletAttribute").FirstOrDefault()))
            .Where(pair => pair.Attribute is not null)
            .Select(pair => ReadCmdlet(pair.Type, pair.Attribute!))
            .OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal),
    ];

    public void Dispose() => _context.Dispose();

    private static CmdletMetadata ReadCmdlet(Type type, CustomAttributeData attribute)
    {
        List<ParameterMetadata> parameters =
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Select(ReadParameter)
                .OfType<ParameterMetadata>(),
        ];
        if (Named<bool>(attribute, "SupportsShouldProcess"))
        {
            parameters.Add(
                StandardSwitch("WhatIf", "wi", "Shows what would happen if the command runs. The command is not run."));
            parameters.Add(StandardSwitch("Confirm", "cf", "Prompts you for confirmation before running the command."));
        }

        // PowerShell numbers the default set first, and the others in the order of the parameters.
        var sets = parameters.SelectMany(parameter => parameter.Bindings).Select(binding => binding.ParameterSet)
            .Where(set => set != ParameterMetadata.AllSets)
            .Prepend(Named<string>(attribute, "DefaultParameterSetName") ?? "")
            .Where(set => set.Length != 0)
            .Distinct(StringComparer.Ordinal)
            .DefaultIfEmpty(ParameterMetadata.AllSets);

        return new CmdletMetadata(
            (string)attribute.ConstructorArguments[0].Value!,
            (string)attribute.ConstructorArguments[1].Value!,
            [.. sets],
            parameters);
    }

    private static ParameterMetadata? ReadParameter(PropertyInfo property)
    {
        ParameterBinding[] bindings = [.. AttributesOf(property, "ParameterAttribute").Select(ReadBinding)];
        if (bindings.Length == 0)
        {
            return null;
        }

        Type type = property.PropertyType;
        Type valueType = WithoutNullable(type.IsArray ? type.GetElementType()! : type);
        string[] values = valueType.IsEnum ? valueType.GetEnumNames() : [];
        return new ParameterMetadata(property.Name, DisplayName(type), bindings)
        {
            IsSwitch = type.FullName == Automation + "SwitchParameter",
            IsArray = type.IsArray,
            SupportsWildcards = AttributesOf(property, "SupportsWildcardsAttribute").Any(),
            Aliases =
            [
                .. AttributesOf(property, "AliasAttribute")
                    .Select(alias => alias.ConstructorArguments[0].Value!)
                    .SelectMany(names => (IEnumerable<CustomAttributeTypedArgument>)names)
                    .Select(name => (string)name.Value!),
            ],
            AcceptedValues = values,
            AcceptedRange = AttributesOf(property, "ValidateRangeAttribute").Select(RangeText).FirstOrDefault(),
        };
    }

    private static ParameterBinding ReadBinding(CustomAttributeData attribute)
    {
        int position = Named(attribute, "Position", int.MinValue);
        return new ParameterBinding(
            Named<string>(attribute, "ParameterSetName") is { Length: > 0 } set ? set : ParameterMetadata.AllSets)
        {
            Mandatory = Named<bool>(attribute, "Mandatory"),
            Position = position == int.MinValue ? null : position,
            FromPipeline = Named<bool>(attribute, "ValueFromPipeline"),
            FromPipelineByPropertyName = Named<bool>(attribute, "ValueFromPipelineByPropertyName"),
            Hidden = Named<bool>(attribute, "DontShow"),
        };
    }

    private static ParameterMetadata StandardSwitch(string name, string alias, string description) =>
        new(name, "SwitchParameter", [new ParameterBinding(ParameterMetadata.AllSets)])
            { IsSwitch = true, Aliases = [alias], StandardDescription = description };

    private static string RangeText(CustomAttributeData attribute)
    {
        var (minimum, maximum) = (attribute.ConstructorArguments[0].Value, attribute.ConstructorArguments[1].Value);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Accepted range: {minimum} {(maximum is int.MaxValue ? "or more" : $"to {maximum}")}");
    }

    private static IEnumerable<CustomAttributeData> AttributesOf(MemberInfo member, string name) =>
        member.GetCustomAttributesData().Where(attribute => attribute.AttributeType.FullName == Automation + name);

    private static T? Named<T>(CustomAttributeData attribute, string name, T? otherwise = default) =>
        attribute.NamedArguments.Where(argument => argument.MemberName == name)
            .Select(argument => (T?)argument.TypedValue.Value)
            .DefaultIfEmpty(otherwise).First();

    private static Type WithoutNullable(Type type) =>
        type.IsGenericType
            && type.GetGenericTypeDefinition().FullName == "System.Nullable`1" ? type.GetGenericArguments()[0] : type;

    private static string DisplayName(Type type)
    {
        type = WithoutNullable(type);
        return type.IsArray ? DisplayName(type.GetElementType()!) + "[]" : type.Name;
    }
}
