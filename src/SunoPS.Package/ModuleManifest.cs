namespace SunoPS.Package;

/// <summary>What a package says of the module, as its manifest has it. What the manifest leaves out is null, or empty.</summary>
internal sealed class ModuleManifest
{
    private readonly IReadOnlyDictionary<string, object?> _data;
    private readonly IReadOnlyDictionary<string, object?> _galleryData;

    private ModuleManifest(string name, IReadOnlyDictionary<string, object?> data)
    {
        Name = name;
        _data = data;
        _galleryData = Table(Table(data, "PrivateData"), "PSData");
    }

    public string Name { get; }

    /// <summary>With the prerelease label, where there is one.</summary>
    public string Version => Text(_galleryData, "Prerelease") is { } label ? $"{Required("ModuleVersion")}-{label.TrimStart('-')}" : Required("ModuleVersion");

    public string Author => Required("Author");

    public string? CompanyName => Text(_data, "CompanyName");

    public string Description => Required("Description");

    public string? Copyright => Text(_data, "Copyright");

    public string? LicenseUri => Text(_galleryData, "LicenseUri");

    public string? ProjectUri => Text(_galleryData, "ProjectUri");

    public string? IconUri => Text(_galleryData, "IconUri");

    public string? ReleaseNotes => Text(_galleryData, "ReleaseNotes");

    public IReadOnlyList<string> Tags => Texts(_galleryData, "Tags");

    public IReadOnlyList<string> Editions => Texts(_data, "CompatiblePSEditions");

    public IReadOnlyList<string> Cmdlets => Texts(_data, "CmdletsToExport");

    /// <summary>Reads the one manifest at the top of a module's folder.</summary>
    /// <exception cref="FormatException">There is none or more than one, or it is no data file.</exception>
    public static ModuleManifest ReadFolder(string folder)
    {
        if (Directory.GetFiles(folder, "*.psd1") is not [var path])
        {
            throw new FormatException($"There is not one manifest in '{folder}'. Build the module first.");
        }

        object? data = PowerShellData.Parse(File.ReadAllText(path));
        return new ModuleManifest(
            Path.GetFileNameWithoutExtension(path),
            data as IReadOnlyDictionary<string, object?> ?? throw new FormatException($"'{path}' is no table."));
    }

    private string Required(string key) => Text(_data, key) ?? throw new FormatException($"The manifest has no {key}.");

    private static string? Text(IReadOnlyDictionary<string, object?> table, string key) =>
        table.GetValueOrDefault(key) is string text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private static IReadOnlyList<string> Texts(IReadOnlyDictionary<string, object?> table, string key) => table.GetValueOrDefault(key) switch
    {
        string text => [text],
        IEnumerable<object?> items => [.. items.OfType<string>()],
        _ => [],
    };

    private static IReadOnlyDictionary<string, object?> Table(IReadOnlyDictionary<string, object?> table, string key) =>
        table.GetValueOrDefault(key) as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>();
}
