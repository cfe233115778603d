using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace SunoPS.Package;

/// <summary>The module as the NuGet package that <c>Publish-PSResource</c> would make of its folder.</summary>
internal static class GalleryPackage
{
    private static readonly XNamespace Nuspec = "http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd";
    private static readonly XNamespace Relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static readonly XNamespace ContentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static readonly XNamespace CoreProperties = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    private static readonly XNamespace DublinCore = "http://purl.org/dc/elements/1.1/";

    /// <summary>Writes it, and gives its path.</summary>
    public static string Write(string folder, ModuleManifest manifest, IReadOnlyList<PackedFile> files)
    {
        string nuspecPath = $"{manifest.Name}.nuspec";
        PackedFile nuspec = ToFile(nuspecPath, NuspecOf(manifest));
        string propertiesPath = $"package/services/metadata/core-properties/{Convert.ToHexStringLower(SHA256.HashData(nuspec.Content))[..32]}.psmdcp";
        PackedFile[] all =
        [
            ToFile("_rels/.rels", RelationshipsOf(nuspecPath, propertiesPath)),
            nuspec,
            .. files,
            ToFile(propertiesPath, PropertiesOf(manifest)),
        ];
        string path = Path.Combine(folder, $"{manifest.Name}.{manifest.Version}.nupkg");
        PackedFile.WriteArchive(path, [.. all, ToFile("[Content_Types].xml", ContentTypesOf(all))]);
        return path;
    }

    private static XElement NuspecOf(ModuleManifest manifest)
    {
        (string Name, string? Value)[] metadata =
        [
            ("id", manifest.Name),
            ("version", manifest.Version),
            ("authors", manifest.Author),
            ("owners", manifest.CompanyName),
            ("requireLicenseAcceptance", "false"),
            ("licenseUrl", manifest.LicenseUri),
            ("projectUrl", manifest.ProjectUri),
            ("iconUrl", manifest.IconUri),
            ("description", manifest.Description),
            ("releaseNotes", manifest.ReleaseNotes),
            ("copyright", manifest.Copyright),
            ("tags", string.Join(' ', Tags(manifest))),
        ];
        return new XElement(Nuspec + "package", new XElement(
            Nuspec + "metadata", metadata.Where(item => item.Value is not null).Select(item => new XElement(Nuspec + item.Name, item.Value))));
    }

    /// <summary>By these the gallery knows that it is a module, for whom, and with which cmdlets.</summary>
    private static IEnumerable<string> Tags(ModuleManifest manifest) =>
        manifest.Tags
            .Prepend("PSModule")
            .Concat(manifest.Editions.Select(edition => $"PSEdition_{edition}"))
            .Append("PSIncludes_Cmdlet")
            .Concat(manifest.Cmdlets.SelectMany(cmdlet => new[] { $"PSCmdlet_{cmdlet}", $"PSCommand_{cmdlet}" }))
            .Distinct(StringComparer.OrdinalIgnoreCase);

    private static XElement RelationshipsOf(string nuspecPath, string propertiesPath)
    {
        return new XElement(
            Relationships + "Relationships",
            Relationship("http://schemas.microsoft.com/packaging/2010/07/manifest", nuspecPath, "R1"),
            Relationship("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", propertiesPath, "R2"));

        static XElement Relationship(string type, string path, string id) => new(
            Relationships + "Relationship", new XAttribute("Type", type), new XAttribute("Target", "/" + path), new XAttribute("Id", id));
    }

    private static XElement PropertiesOf(ModuleManifest manifest) => new(
        CoreProperties + "coreProperties",
        new XAttribute(XNamespace.Xmlns + "dc", DublinCore),
        new XElement(DublinCore + "creator", manifest.Author),
        new XElement(DublinCore + "description", manifest.Description),
        new XElement(DublinCore + "identifier", manifest.Name),
        new XElement(CoreProperties + "version", manifest.Version),
        new XElement(CoreProperties + "keywords", string.Join(' ', Tags(manifest))));

    private static XElement ContentTypesOf(IEnumerable<PackedFile> files)
    {
        ILookup<string, string> paths = files.ToLookup(file => Path.GetExtension(file.Path).TrimStart('.'), file => file.Path, StringComparer.OrdinalIgnoreCase);
        return new XElement(
            ContentTypes + "Types",
            paths.Where(group => group.Key.Length != 0).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new XElement(
                ContentTypes + "Default", new XAttribute("Extension", group.Key), new XAttribute("ContentType", TypeOf(group.Key)))),
            paths[""].Select(path => new XElement(
                ContentTypes + "Override", new XAttribute("PartName", "/" + path), new XAttribute("ContentType", TypeOf("")))));
    }

    private static string TypeOf(string extension) => extension switch
    {
        "rels" => "application/vnd.openxmlformats-package.relationships+xml",
        "psmdcp" => "application/vnd.openxmlformats-package.core-properties+xml",
        _ => "application/octet",
    };

    private static PackedFile ToFile(string path, XElement root) =>
        new(path, Encoding.UTF8.GetBytes("""<?xml version="1.0" encoding="utf-8"?>""" + "\n" + root.ToString().ReplaceLineEndings("\n") + "\n"));
}
