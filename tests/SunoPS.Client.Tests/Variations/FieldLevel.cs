namespace SunoPS.Client.Tests.Variations;

/// <summary>Where a field of the wire stands.</summary>
public enum FieldLevel
{
    Task,
    Clip,
    Metadata,
    Lyrics,
}
