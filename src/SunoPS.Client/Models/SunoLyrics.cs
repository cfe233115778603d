namespace SunoPS;

/// <summary>The result of a lyrics task.</summary>
/// <remarks>Does not change after it is returned.</remarks>
public sealed class SunoLyrics
{
    internal SunoLyrics() { }

    /// <summary>The id of the lyrics (<c>id</c>); null when empty.</summary>
    public string? Id { get; internal set; }

    /// <summary>The id of the task that wrote the lyrics.</summary>
    public string TaskId { get; internal set; } = "";

    /// <summary>The title (<c>title</c>); null when empty.</summary>
    public string? Title { get; internal set; }

    /// <summary>The lyrics (<c>text</c>), with line breaks as sent; null when empty.</summary>
    public string? Text { get; internal set; }

    /// <summary>The suggested style tags (<c>tags</c>); an array is joined with <c>, </c>; null when empty.</summary>
    public string? Tags { get; internal set; }

    /// <summary>The state of the lyrics (<c>status</c>).</summary>
    public SunoClipStatus Status { get; internal set; }

    /// <summary>The status word exactly as the gateway sent it (<c>status</c>); null when it sent none.</summary>
    public string? RawStatus { get; internal set; }

    /// <summary>The gateway's error message for failed lyrics (<c>error_message</c>); null when empty.</summary>
    public string? ErrorMessage { get; internal set; }

    /// <summary>The fields without a property that fits their value, by their wire names. Prints as JSON.</summary>
    public SunoJsonObject AdditionalProperties { get; internal set; } = SunoJsonObject.Empty;

    internal SunoLyrics Copy() => (SunoLyrics)MemberwiseClone();

    /// <summary>Returns the title, or else the id.</summary>
    /// <returns>The title, the id, or an empty string.</returns>
    public override string ToString() => DisplayText.Line(Title ?? Id) ?? "";
}
