namespace Microsoft.CodeAnalysis;

/// <summary>
/// Hides a type from other assemblies, including those that see internals: each has its own polyfills, or a runtime
/// that needs none.
/// </summary>
[AttributeUsage(AttributeTargets.All)]
internal sealed class EmbeddedAttribute : Attribute;
