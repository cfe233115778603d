namespace SunoPS.Client.Tests;

/// <summary>The answers cut out of the documents.</summary>
internal static class Payload
{
    /// <summary>The text of a payload file.</summary>
    public static Task<string> ReadAsync(string name) =>
        File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "payloads", name), TestContext.Current.CancellationToken);
}
