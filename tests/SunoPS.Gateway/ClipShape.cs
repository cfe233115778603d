namespace SunoPS.Gateway;

/// <summary>Which of the two shapes of a clip a gateway sends.</summary>
public enum ClipShape
{
    /// <summary>Tags, prompt and duration in an object of their own, <c>metadata</c>.</summary>
    Nested,

    /// <summary>Everything in one object, times as strings.</summary>
    Flat,
}
