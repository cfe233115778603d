namespace SunoPS;

/// <summary>The result of a lyrics task.</summary>
/// <remarks>Does not change after it was handed out.</remarks>
public sealed class SunoLyrics
{
    internal SunoLyrics()
    {
    }

    /// <summary>The text's own id (<c>id</c>); null when empty.</summary>
    public string? Id { get; internal set; }

    /// <summary>The id of the task that made it.</summary>
    public string TaskId { get; internal set; } = "";

    /// <summary>The title (<c>title</c>); null when empty.</summary>
    public string? Title { get; internal set; }

    /// <summary>The lyrics (<c>text</c>), line breaks as sent; null when empty.</summary>
    public string? Text { get; internal set; }

    /// <summary>
    /// The style tags that go with it (<c>tags</c>); an array of them is joined by <c>, </c>; null when empty.
    /// </summary>
    public string? Tags { get; internal set; }

    /// <summary>How far the text is (<c>status</c>).</summary>
    public SunoClipStatus Status { get; internal set; }

    /// <summary>The status word exactly as the gateway sent it (<c>status</c>); null when it sent none.</summary>
    public string? RawStatus { get; internal set; }

    /// <summary>The gateway's error message of failed lyrics (<c>error_message</c>); null when empty.</summary>
    public string? ErrorMessage { get; internal set; }

    /// <summary>
    /// Every field the gateway sent that has no property here, or whose value did not fit its property, by its wire
    /// name. Prints as compact JSON.
    /// </summary>
    public SunoJsonObject AdditionalProperties { get; internal set; } = SunoJsonObject.Empty;

    /// <summary>Returns the title, or the id where there is no title.</summary>
    /// <returns>The title; the id; or an empty string.</returns>
    public override string ToString() => Title ?? Id ?? "";
}
