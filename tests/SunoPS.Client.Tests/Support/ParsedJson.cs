namespace SunoPS.Client.Tests;

/// <summary>JSON objects from text.</summary>
internal static class ParsedJson
{
    public static SunoJsonObject Of(string json) => new(Encoding.UTF8.GetBytes(json));
}
