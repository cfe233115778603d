using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SunoPS.Client.Tests.Staging;

/// <summary>The metadata of an assembly file, without loading the assembly.</summary>
internal sealed class MetadataFile : IDisposable
{
    private readonly PEReader _image;
    private readonly Dictionary<string, TypeDefinition> _types = [];
    private readonly Dictionary<string, string> _forwarded = [];

    public MetadataFile(string path)
    {
        _image = new PEReader(ImmutableArray.Create(File.ReadAllBytes(path)));
        Reader = _image.GetMetadataReader();
        Name = Reader.GetString(Reader.GetAssemblyDefinition().Name);
        foreach (TypeDefinitionHandle handle in Reader.TypeDefinitions)
        {
            _types[TypeNames.Of(Reader, handle)] = Reader.GetTypeDefinition(handle);
        }

        foreach (ExportedTypeHandle handle in Reader.ExportedTypes)
        {
            ExportedType type = Reader.GetExportedType(handle);
            if (type.Implementation.Kind == HandleKind.AssemblyReference)
            {
                _forwarded[TypeNames.Join(Reader.GetString(type.Namespace), Reader.GetString(type.Name))] =
                    Reader.GetString(Reader.GetAssemblyReference((AssemblyReferenceHandle)type.Implementation).Name);
            }
        }
    }

    public MetadataReader Reader { get; }

    public string Name { get; }

    public Version Version => Reader.GetAssemblyDefinition().Version;

    /// <summary>Finds a type by full name; null if it is not defined here.</summary>
    public TypeDefinition? Find(string type) =>
        _types.TryGetValue(type, out TypeDefinition definition) ? definition : null;

    /// <summary>Returns the assembly that a type is forwarded to; null if it is not forwarded.</summary>
    public string? ForwardOf(string type) => _forwarded.GetValueOrDefault(type.Split('+')[0]);

    public void Dispose() => _image.Dispose();
}
