namespace SunoPS.Client.Tests.Variations;

/// <summary>What a field of the wire holds.</summary>
public enum FieldKind
{
    Text,
    JoinedText,
    Time,
    Duration,
    Percent,
}
