namespace SunoPS.Client.Tests.Variations;

/// <summary>The kinds of fields.</summary>
public enum FieldKind
{
    Text,
    JoinedText,
    Time,
    Duration,
    Percent,
    Number,
    Count,
    Flag,
}
