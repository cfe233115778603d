namespace SunoPS.Gateway;

/// <summary>The wire shape of clips.</summary>
public enum ClipShape
{
    /// <summary>Tags, prompt and duration are in a nested object, <c>metadata</c>.</summary>
    Nested,

    /// <summary>All fields are in one object, and times are strings.</summary>
    Flat,
}
