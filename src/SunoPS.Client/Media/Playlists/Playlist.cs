namespace SunoPS;

/// <summary>The clips of a playlist or page, each once, in the order in which they were added.</summary>
internal sealed class Playlist
{
    private readonly Dictionary<string, PlaylistClip> _byKey = new(StringComparer.Ordinal);
    private readonly List<PlaylistClip> _clips = [];

    public IReadOnlyList<PlaylistClip> Clips => _clips;

    /// <summary>True if any clip has a saved file; a page then names files only.</summary>
    public bool HasFiles => _clips.Exists(clip => clip.Files.Count > 0);

    /// <summary>Adds a clip; a clip that was added before gets what it lacks.</summary>
    public void Add(PlaylistClip clip)
    {
        // By its ids: rows of a choice have no addresses.
        SunoClip added = clip.Clip;
        string key = added.ClipId.Length > 0 ? $"{added.TaskId}\n{added.ClipId}" : added.Key;
        if (_byKey.TryGetValue(key, out PlaylistClip? known))
        {
            known.Merge(clip);
        }
        else
        {
            _byKey.Add(key, clip);
            _clips.Add(clip);
        }
    }
}
