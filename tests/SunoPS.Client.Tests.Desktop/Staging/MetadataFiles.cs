using System.Reflection.Metadata;

namespace SunoPS.Client.Tests.Staging;

/// <summary>
/// Assemblies that find each other only by simple name, like with the resolver for Windows PowerShell.
/// </summary>
internal sealed class MetadataFiles : IDisposable
{
    private readonly Dictionary<string, Lazy<MetadataFile>> _files = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="folders">The folders of the assemblies; the first folder with a name wins.</param>
    public MetadataFiles(params string[] folders)
    {
        foreach (string path in folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.dll")))
        {
            _files.TryAdd(Path.GetFileNameWithoutExtension(path), new Lazy<MetadataFile>(() => new MetadataFile(path)));
        }
    }

    public MetadataFile? Find(string name) => _files.GetValueOrDefault(name)?.Value;

    /// <summary>Returns unresolved references of an assembly: assemblies, types, methods and fields.</summary>
    public IEnumerable<string> FindMissing(MetadataFile file)
    {
        MetadataReader reader = file.Reader;
        IEnumerable<string> assemblies = reader.AssemblyReferences
            .Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))
            .Where(name => Find(name) is null)
            .Select(name => $"assembly {name}");
        IEnumerable<string> types = reader.TypeReferences.Where(handle => Find(file, handle) is null)
            .Select(handle => $"type {TypeNames.Of(reader, handle)}");
        IEnumerable<string> members =
            reader.MemberReferences.Where(handle => !IsThere(file, reader.GetMemberReference(handle))).Select(handle =>
            {
                MemberReference member = reader.GetMemberReference(handle);
                return $"member {NameOf(reader, member.Parent)}.{reader.GetString(member.Name)}: {SignatureOf(member)}";
            });
        return [.. assemblies, .. types, .. members];
    }

    public void Dispose()
    {
        foreach (Lazy<MetadataFile> file in _files.Values.Where(file => file.IsValueCreated))
        {
            file.Value.Dispose();
        }
    }

    private static string NameOf(MetadataReader reader, EntityHandle type) => type.Kind switch
    {
        HandleKind.TypeReference => TypeNames.Of(reader, (TypeReferenceHandle)type),
        HandleKind.TypeDefinition => TypeNames.Of(reader, (TypeDefinitionHandle)type),
        HandleKind.TypeSpecification =>
            reader.GetTypeSpecification((TypeSpecificationHandle)type).DecodeSignature(TypeNames.Provider, null),
        _ => type.Kind.ToString(),
    };

    private static string SignatureOf(MemberReference member) => member.GetKind() == MemberReferenceKind.Method
        ? TypeNames.Of(member.DecodeMethodSignature(TypeNames.Provider, null))
        : member.DecodeFieldSignature(TypeNames.Provider, null);

    private (MetadataFile File, TypeDefinition Type)? Find(MetadataFile file, TypeReferenceHandle handle)
    {
        MetadataReader reader = file.Reader;
        EntityHandle scope = reader.GetTypeReference(handle).ResolutionScope;
        while (scope.Kind == HandleKind.TypeReference)
        {
            scope = reader.GetTypeReference((TypeReferenceHandle)scope).ResolutionScope;
        }

        string name = TypeNames.Of(reader, handle);
        string? assembly = scope.Kind == HandleKind.AssemblyReference ? reader
            .GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name) : file.Name;
        while (assembly is not null && Find(assembly) is { } found)
        {
            if (found.Find(name) is { } type)
            {
                return (found, type);
            }

            assembly = found.ForwardOf(name);
        }

        return null;
    }

    private bool IsThere(MetadataFile file, MemberReference member)
    {
        (MetadataFile File, TypeDefinition Type)? place = Resolve(file, member.Parent);

        // No assembly defines the members of arrays; a generic parameter has the members of its constraint.
        if (place is null)
        {
            return member.Parent.Kind == HandleKind.TypeSpecification
                && !NameOf(file.Reader, member.Parent).Contains('<', StringComparison.Ordinal);
        }

        string name = file.Reader.GetString(member.Name);
        string signature = SignatureOf(member);
        for (; place is { } at; place = Resolve(at.File, at.Type.BaseType))
        {
            MetadataReader reader = at.File.Reader;
            bool isThere = member.GetKind() == MemberReferenceKind.Method
                ? at.Type.GetMethods().Select(reader.GetMethodDefinition).Any(method =>
                    reader.StringComparer.Equals(method.Name, name)
                        && TypeNames.Of(method.DecodeSignature(TypeNames.Provider, null)) == signature)
                : at.Type.GetFields().Select(reader.GetFieldDefinition).Any(field =>
                    reader.StringComparer.Equals(field.Name, name)
                        && field.DecodeSignature(TypeNames.Provider, null) == signature);
            if (isThere)
            {
                return true;
            }
        }

        return false;
    }

    private (MetadataFile File, TypeDefinition Type)? Resolve(MetadataFile file, EntityHandle type)
    {
        MetadataReader reader = file.Reader;
        switch (type.Kind)
        {
            case HandleKind.TypeReference:
                return Find(file, (TypeReferenceHandle)type);
            case HandleKind.TypeDefinition when !type.IsNil:
                return (file, reader.GetTypeDefinition((TypeDefinitionHandle)type));
            case HandleKind.TypeSpecification:
                // A generic type with arguments: the type follows two bytes of signature.
                BlobReader blob = reader.GetBlobReader(
                    reader.GetTypeSpecification((TypeSpecificationHandle)type).Signature);
                if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
                {
                    return null;
                }

                blob.ReadByte();
                return Resolve(file, blob.ReadTypeHandle());
            default:
                return null;
        }
    }
}
