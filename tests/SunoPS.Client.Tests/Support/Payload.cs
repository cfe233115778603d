namespace SunoPS.Client.Tests;

/// <summary>The responses from the documents.</summary>
internal static class Payload
{
    public static Task<string> ReadAsync(string name) =>
        File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "payloads", name), TestContext.Current.CancellationToken);
}
