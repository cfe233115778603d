namespace SunoPS.Client.Tests.Mutations;

/// <summary>A value in an object, with a name, or in an array.</summary>
/// <param name="Name">
/// The name with escapes, as between the quotation marks of the JSON text; empty in an array.
/// </param>
/// <param name="Value">The value.</param>
internal sealed record WireMember(string Name, WireValue Value);
