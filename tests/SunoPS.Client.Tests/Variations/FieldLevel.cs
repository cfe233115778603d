namespace SunoPS.Client.Tests.Variations;

/// <summary>The levels of fields.</summary>
public enum FieldLevel
{
    Task,
    Clip,
    Metadata,
    Lyrics,
}
