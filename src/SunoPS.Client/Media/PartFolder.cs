namespace SunoPS;

/// <summary>
/// The part files of a folder. Every part gets a new, unpredictable name, so it never follows a link and never belongs
/// to two commands. A part of an earlier run is copied into a new one.
/// </summary>
/// <param name="folder">The full path of the folder.</param>
internal sealed class PartFolder(string folder)
{
    private const string Prefix = ".sunops-";
    private const string Extension = ".part";
    private const int MostAttempts = 10;

    /// <summary>
    /// The parts of earlier runs, by file key. Listed once, because a folder can have many files.
    /// </summary>
    private readonly Lazy<ILookup<string, string>> _leftovers = new(() => List(folder));

    /// <summary>Creates the part of a file, with the bytes of an earlier run that are still of use.</summary>
    /// <param name="key">Identifies the file among all others.</param>
    /// <param name="address">The address of the file now; null for one that is not downloaded.</param>
    /// <param name="options">The largest file, and whether the file itself is to be overwritten.</param>
    /// <param name="cancellationToken">Cancels the copy.</param>
    /// <exception cref="SunoApiException">
    /// The file system refused it (<see cref="SunoErrorKind.FileError"/>).
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
                return PartFile.Create(path);
            }
            catch (Exception exception) when (MediaErrors.IsOfFile(exception))
            {
                // Another command can take the part for a leftover between its creation and its lock.
                if (attempt == MostAttempts || !MediaErrors.IsInUse(exception))
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
            // The part itself cannot be created then, and says why.
            return Array.Empty<string>().ToLookup(DigestOf, StringComparer.Ordinal);
        }
    }

    private static string DigestOf(string path) =>
        Path.GetFileNameWithoutExtension(path)[Prefix.Length..].Split('-')[0];
}
