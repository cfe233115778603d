using System.Text.Json;

namespace SunoPS;

/// <summary>Writes what is known of a clip beside its media.</summary>
internal static class MetadataFile
{
    /// <summary>What its name ends in.</summary>
    public const string Extension = ".json";

    /// <summary>Writes the file, all at once.</summary>
    public static SunoMediaResult Save(SunoMediaPlan plan, SunoMediaOptions options)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(ClipMetadata.Of(plan.Source), MediaJson.Readable.ClipMetadata);
        foreach (string stem in (ReadOnlySpan<string>)[plan.Stem, plan.OwnStem])
        {
            string path = Path.Combine(options.Folder, stem + Extension);
            if (!options.Overwrite && File.Exists(path))
            {
                if (plan.IsOwn || IsOf(path, plan.Source))
                {
                    return new SunoMediaResult(plan, path, wasThere: true);
                }

                continue;
            }

            if (TryWrite(path, json, options, plan.Source.Key))
            {
                return new SunoMediaResult(plan, path, wasThere: false);
            }
        }

        return new SunoMediaResult(plan, Path.Combine(options.Folder, plan.OwnStem + Extension), wasThere: true);
    }

    private static bool TryWrite(string path, byte[] json, SunoMediaOptions options, string key)
    {
        using PartFile part = PartFile.Open(options.Folder, $"metadata {key}", address: null);
        bool isWritten = false;
        try
        {
            part.Append(json);
            part.Complete();
            isWritten = part.TryMoveTo(path, options.Overwrite);
            return isWritten;
        }
        finally
        {
            if (!isWritten)
            {
                part.Abandon(keep: false);
            }
        }
    }

    /// <summary>True where a file that is there holds the metadata of the same clip.</summary>
    private static bool IsOf(string path, SunoMediaSource clip)
    {
        try
        {
            ClipMetadata? there = JsonSerializer.Deserialize(File.ReadAllBytes(path), MediaJson.Default.ClipMetadata);
            return there is not null && (there.ClipId ?? "") == clip.ClipId && (there.TaskId ?? "") == clip.TaskId && (there.Index ?? 0) == clip.Index;
        }
        catch (Exception exception) when (exception is JsonException || MediaErrors.IsOfFile(exception))
        {
            return false;
        }
    }
}
