namespace SunoPS;

/// <summary>The kinds of media of a clip.</summary>
public enum SunoMedia
{
    /// <summary>The song (<c>audio_url</c>).</summary>
    Audio,

    /// <summary>The song as a video (<c>video_url</c>).</summary>
    Video,

    /// <summary>The cover, in the large size if there is one (<c>image_large_url</c>, <c>image_url</c>).</summary>
    Image,

    /// <summary>
    /// The lyrics as text: those of the clip (<c>prompt</c>), or the result of a lyrics task (<c>text</c>).
    /// </summary>
    Lyrics,
}
