using Microsoft.CodeAnalysis;

namespace System.Runtime.CompilerServices;

/// <summary>What the compiler marks <c>init</c> with.</summary>
[Embedded]
internal static class IsExternalInit;
