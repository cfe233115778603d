namespace SunoPS;

/// <summary>
/// The part files of a folder. Every part file gets a new, unpredictable name, so it never follows a link and never
/// belongs to two commands. A part file of an earlier run is copied to a new one.
/// </summary>
/// <param name="folder">The full path of the folder.</param>
internal sealed class PartFolder(string folder)
{
    private const string Prefix = ".sunops-";
    private const string Extension = ".part";
    private const int MostAttempts = 10;

    /// <summary>
    /// The part files of earlier runs, by file key. Listed once, because a folder can contain many files.
    /// </summary>
    private readonly Lazy<ILookup<string, string>> _leftovers = new(() => List(folder));

    /// <summary>Creates the part file of a file, with the usable bytes of an earlier run.</summary>
    /// <param name="key">The key of the file, which no other file has.</param>
    /// <param name="address">The current address of the file; null for a file that is not downloaded.</param>
    /// <param name="options">The largest file, and whether to overwrite an existing file.</param>
    /// <param name="cancellationToken">Cancels the copy.</param>
    /// <exception cref="SunoApiException">
    /// The file system returned an error (<see cref="SunoErrorKind.FileError"/>).
    /// </exception>
    public async Task<PartFile> OpenAsync(
        string key, Uri? address, SunoMediaOptions options, CancellationToken cancellationToken)
    {
        string digest = MediaNameTemplate.Digest(key);
        PartFile part = Create(digest);
        try
        {
            foreach (string leftover in _leftovers.Value[digest])
            {
                await part.TakeAsync(leftover, address, options, cancellationToken).ConfigureAwait(false);
            }

            return part;
        }
        catch
        {
            part.Abandon(keep: false);
            throw;
        }
    }

    private PartFile Create(string digest)
    {
        for (int attempt = 1; ; attempt++)
        {
            string path = Path.Combine(folder, $"{Prefix}{digest}-{Guid.NewGuid():N}{Extension}");
            try
            {
                if (PartFile.TryCreate(path) is { } part)
                {
                    return part;
                }
            }
            catch (Exception exception) when (MediaErrors.IsOfFile(exception))
            {
                // Another command can copy the new part file as a leftover before it is locked.
                if (attempt >= MostAttempts || !MediaErrors.IsInUse(exception))
                {
                    throw MediaErrors.FromFile(exception, path);
                }
            }
        }
    }

    private static ILookup<string, string> List(string folder)
    {
        try
        {
            return Directory.EnumerateFiles(folder, Prefix + "*" + Extension)
                .ToLookup(DigestOf, StringComparer.Ordinal);
        }
        catch (Exception exception) when (MediaErrors.IsOfFile(exception))
        {
            // Creating the part file then fails too, and reports the reason.
            return Array.Empty<string>().ToLookup(DigestOf, StringComparer.Ordinal);
        }
    }

    private static string DigestOf(string path) =>
        Path.GetFileNameWithoutExtension(path)[Prefix.Length..].Split('-')[0];
}
