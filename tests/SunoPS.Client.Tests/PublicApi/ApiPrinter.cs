using System.Globalization;
using System.Reflection;

namespace SunoPS.Client.Tests;

/// <summary>Prints the public API of an assembly: a line for each public type and member, sorted.</summary>
internal sealed class ApiPrinter
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly NullabilityInfoContext _nullability = new();

    public static IReadOnlyList<string> Print(Assembly assembly)
    {
        var printer = new ApiPrinter();
        return [.. assembly.GetExportedTypes().SelectMany(printer.Lines).Order(StringComparer.Ordinal)];
    }

    private IEnumerable<string> Lines(Type type)
    {
        yield return $"{NameOf(type)}: {KindOf(type)}{Bases(type)}{Attributes(type)}";
        if (Columns(type) is { Length: > 0 } columns)
        {
            yield return $"{NameOf(type)} in order: {columns}";
        }

        foreach (
            FieldInfo field in type.GetFields(Own)
                .Where(field => (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && !field.IsSpecialName))
        {
            yield return $"{NameOf(type)}.{field.Name}: {Modifier(field.IsFamily, field.IsStatic)}"
                + Annotated(field.FieldType, _nullability.Create(field))
                + (field.IsLiteral ? $" = {Literal(field.GetRawConstantValue())}" : "");
        }

        foreach (PropertyInfo property in type.GetProperties(Own))
        {
            if (Visible(property.GetMethod) is { } reader && !IsOverride(reader))
            {
                string index = property.GetIndexParameters() is
                    { Length: > 0 } parameters ? $"[{Parameters(parameters)}]" : "";
                string writer = Visible(property.SetMethod) is not { } setter ? ""
                    : setter.ReturnParameter.GetRequiredCustomModifiers().Length > 0 ? " init;" : " set;";
                yield return $"{NameOf(type)}.{property.Name}{index}: {Modifier(reader.IsFamily, reader.IsStatic)}"
                    + Annotated(property.PropertyType, _nullability.Create(property))
                    + $" {{ get;{writer} }}{Attributes(property)}";
            }
        }

        foreach (
            ConstructorInfo constructor in type.GetConstructors(Own)
                .Where(constructor => Visible(constructor) is not null && !constructor.IsStatic))
        {
            yield return $"{NameOf(type)}.new({Parameters(constructor.GetParameters())})"
                + (constructor.IsFamily ? ": protected" : "");
        }

        foreach (
            MethodInfo method in type.GetMethods(Own).Where(method =>
                Visible(method) is not null && !IsOverride(method) && (!method.IsSpecialName || IsOperator(method))))
        {
            string generic =
                method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(NameOf))}>" : "";
            yield return $"{NameOf(type)}.{method.Name}{generic}({Parameters(method.GetParameters())}): "
                + Modifier(method.IsFamily, method.IsStatic)
                + Annotated(method.ReturnType, _nullability.Create(method.ReturnParameter));
        }
    }

    /// <summary>
    /// The properties of a model in the order of lists and exports; empty for other types. Tests of objects, views and
    /// files read the order from the file.
    /// </summary>
    private static string Columns(Type type)
    {
        PropertyInfo[] properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        return properties.Any(property => property is { Name: "AdditionalProperties", SetMethod.IsPublic: not true })
            ? string.Join(", ", properties.Select(property => property.Name))
            : "";
    }

    private static MethodBase? Visible(MethodBase? method) =>
        method is not null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) ? method : null;

    private static MethodInfo? Visible(MethodInfo? method) => (MethodInfo?)Visible((MethodBase?)method);

    private static bool IsOverride(MethodInfo method) =>
        method.IsVirtual && !method.Attributes.HasFlag(MethodAttributes.NewSlot);

    private static bool IsOperator(MethodInfo method) => method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string KindOf(Type type) =>
        type.IsInterface ? "interface"
        : type.IsEnum ? "enum"
        : type.IsValueType ? "struct"
        : type.IsAbstract && type.IsSealed ? "static class"
        : type.IsAbstract ? "abstract class"
        : type.IsSealed ? "sealed class"
        : "class";

    private static string Bases(Type type)
    {
        IEnumerable<string> inherited = type.BaseType?.GetInterfaces().Select(NameOf) ?? [];
        string?[] names =
        [
            type.BaseType is { } parent && parent.FullName is not (
                "System.Object" or "System.ValueType" or "System.Enum") ? NameOf(parent) : null,
            .. type.GetInterfaces().Select(NameOf).Except(inherited).Where(_ => !type.IsEnum).Order(
                StringComparer.Ordinal),
        ];
        string text = string.Join(", ", names.Where(name => name is not null));
        return text.Length == 0 ? "" : $" : {text}";
    }

    private static string Modifier(bool isProtected, bool isStatic) =>
        (isProtected ? "protected " : "") + (isStatic ? "static " : "");

    private string Parameters(IEnumerable<ParameterInfo> parameters) => string.Join(", ", parameters.Select(parameter =>
        (parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : "")
        + $"{Annotated(parameter.ParameterType, _nullability.Create(parameter))} {parameter.Name}"
        + (parameter.HasDefaultValue ? $" = {Literal(parameter.RawDefaultValue)}" : "")));

    /// <summary>The name of a type with a question mark for each nullable part.</summary>
    private static string Annotated(Type type, NullabilityInfo nullability)
    {
        if (type.IsByRef)
        {
            return Annotated(type.GetElementType()!, nullability.ElementType ?? nullability);
        }

        string mark = !type.IsValueType && nullability.ReadState == NullabilityState.Nullable ? "?" : "";
        if (type.IsArray)
        {
            return (
                nullability.ElementType is { } element ? Annotated(
                    type.GetElementType()!, element) : NameOf(type.GetElementType()!)) + "[]" + mark;
        }

        Type[] arguments = type.GetGenericArguments();
        return arguments.Length > 0 && arguments.Length == nullability.GenericTypeArguments.Length && !IsNullable(type)
            ? PlainName(type)
                + $"<{string.Join(", ", arguments.Zip(nullability.GenericTypeArguments, Annotated))}>{mark}"
            : NameOf(type) + mark;
    }

    private static string NameOf(Type type) =>
        type.IsByRef ? NameOf(type.GetElementType()!)
        : type.IsArray ? NameOf(type.GetElementType()!) + "[]"
        : IsNullable(type) ? NameOf(type.GetGenericArguments()[0]) + "?"
        : type.IsGenericParameter ? type.Name
        : type.IsGenericType ? $"{PlainName(type)}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
        : PlainName(type);

    private static bool IsNullable(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition().FullName == "System.Nullable`1";

    /// <summary>The name of a type; without its namespace if that is a system namespace.</summary>
    private static string PlainName(Type type)
    {
        string name = type.Name.Split('`')[0];
        name = type.DeclaringType is { } outer ? $"{NameOf(outer)}.{name}" : name;
        return type.DeclaringType is null
            && type.Namespace!.StartsWith("SunoPS", StringComparison.Ordinal) ? $"{type.Namespace}.{name}" : name;
    }

    /// <summary>The attributes of a cmdlet and its parameters that PowerShell reads.</summary>
    private static string Attributes(MemberInfo member) => string.Concat(
        member.GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType.Namespace is { } space
                && (
                    space.StartsWith("System.Management.Automation", StringComparison.Ordinal)
                        || space.StartsWith("SunoPS", StringComparison.Ordinal)))
            .Select(attribute =>
                $" [{attribute.AttributeType.Name.Replace("Attribute", "", StringComparison.Ordinal)}"
                + $"{Arguments(attribute)}]")
            .Order(StringComparer.Ordinal));

    private static string Arguments(CustomAttributeData attribute)
    {
        string[] arguments =
        [
            .. attribute.ConstructorArguments.Select(argument => Literal(argument.Value)),
            .. attribute.NamedArguments.Select(argument =>
                $"{argument.MemberName} = {Literal(argument.TypedValue.Value)}").Order(StringComparer.Ordinal),
        ];
        return arguments.Length == 0 ? "" : $"({string.Join(", ", arguments)})";
    }

    private static string Literal(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        Type type => NameOf(type),
        IEnumerable<CustomAttributeTypedArgument> items => string.Join(", ", items.Select(item => Literal(item.Value))),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
