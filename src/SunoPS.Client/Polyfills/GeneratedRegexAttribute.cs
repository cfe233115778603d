using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace System.Text.RegularExpressions;

/// <summary>
/// Names the pattern of a method that gives a regular expression; here it is made when first asked for.
/// </summary>
[Embedded]
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GeneratedRegexAttribute(string pattern, RegexOptions options = RegexOptions.None) : Attribute
{
    private static readonly ConcurrentDictionary<(Type, string), Regex> Made = new();

    public string Pattern { get; } = pattern;

    public RegexOptions Options { get; } = options;

    /// <summary>The regular expression that a method of a type names.</summary>
    public static Regex Of(Type type, string method) => Made.GetOrAdd((type, method), static place =>
    {
        GeneratedRegexAttribute named = place.Item1.GetMethod(
            place.Item2, BindingFlags.Static | BindingFlags.NonPublic)!.GetCustomAttribute<GeneratedRegexAttribute>()!;
        return new Regex(named.Pattern, named.Options);
    });
}
