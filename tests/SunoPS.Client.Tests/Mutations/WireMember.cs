namespace SunoPS.Client.Tests.Mutations;

/// <summary>A value and where it stands: under a name in an object, without one in an array.</summary>
/// <param name="Name">As between the quotes of the JSON text, escapes and all; empty in an array.</param>
/// <param name="Value">The value.</param>
internal sealed record WireMember(string Name, WireValue Value);
