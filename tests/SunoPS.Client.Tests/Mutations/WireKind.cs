namespace SunoPS.Client.Tests.Mutations;

/// <summary>The types of JSON.</summary>
internal enum WireKind
{
    Null,
    Truth,
    Number,
    Text,
    Array,
    Object,
}
