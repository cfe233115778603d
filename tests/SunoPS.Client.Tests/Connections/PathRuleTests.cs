namespace SunoPS.Client.Tests.Connections;

public sealed class PathRuleTests
{
    [Theory]
    [Values(
        null, "", " ", "/suno//fetch", "//evil.example/suno", "https://evil.example/suno", "/suno/../admin",
        "/./suno", "..", "/suno/fetch?x=1", "/suno/fetch#f", "\\suno\\fetch", "/suno/%2e%2e/", "/suno/fetch:8080",
        "/suno fetch", "/suno\tfetch", "/suno\nfetch", "/suno/\u0000")]
    public void A_path_cannot_be(string? path)
    {
        Refused.Argument(() => _ = new SunoConnection(SunoGateway.Ecovai with { BatchPath = path! }, "key"));
        Refused.Argument(() => _ = new SunoConnection(SunoGateway.Ecovai with { TaskPath = path! }, "key"));
    }

    [Theory]
    [InlineData("/suno/submit/fetch", "/suno/submit/fetch")]
    [InlineData("suno/submit/fetch", "/suno/submit/fetch")]
    [InlineData(" /v1/tasks/batch ", "/v1/tasks/batch")]
    [InlineData("/suno/fetch/", "/suno/fetch/")]
    [InlineData("/a..b/...", "/a..b/...")]
    public void A_batch_path_can_be(string given, string used) =>
        Assert.Equal(used, new SunoConnection(SunoGateway.Ecovai with { BatchPath = given }, "key").BatchPath);
}
