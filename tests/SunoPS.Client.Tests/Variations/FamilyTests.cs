namespace SunoPS.Client.Tests.Variations;

/// <summary>
/// Samples of related gateways, with real names and made-up values: each is the tasks or the error in
/// <c>expectations.json</c>. A name with a status came with it.
/// </summary>
public sealed class FamilyTests : GatewayTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "payloads", "family");

    private static readonly JsonElement Expectations = JsonSerializer.Deserialize<JsonElement>(
        File.ReadAllText(Path.Combine(Folder, "expectations.json")));

    public static TheoryData<string> Samples =>
        [.. new DirectoryInfo(Folder).EnumerateFiles("??-*").Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_sample_is_read_as_expected(string name)
    {
        byte[] body = await File.ReadAllBytesAsync(Path.Combine(Folder, name), Cancel);
        string status = Regex.Match(name, @"-http(\d+)").Groups[1].Value;
        Answer(new CannedAnswer
        {
            Status = status.Length > 0 ? int.Parse(status, CultureInfo.InvariantCulture) : 200,
            ContentType = name.EndsWith(".html", StringComparison.Ordinal) ? "text/html" : "application/json",
            BodyBase64 = Convert.ToBase64String(body),
        });
        JsonElement expected = Expectations.GetProperty(name);
        if (expected.ValueKind == JsonValueKind.Array)
        {
            ExpectedObjects.AssertEqual(expected, SunoJson.ReadTasks(body, Cancel).Tasks);
        }
        else
        {
            SunoApiException error = await FetchErrorAsync(NoRetry);

            Assert.Equal(expected.GetString(), $"{error.Kind} {error.Code}".Trim());
        }
    }
}
