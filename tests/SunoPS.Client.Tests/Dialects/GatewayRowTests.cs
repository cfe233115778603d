namespace SunoPS.Client.Tests.Dialects;

public sealed class GatewayRowTests
{
    [Theory]
    [InlineData("XSee", "https://aigc.x-see.cn/", SunoAuthenticationScheme.Raw, SunoBatchMethod.Get, null)]
    [InlineData(
        "OpenAIHub", "https://api.openai-hub.com/", SunoAuthenticationScheme.Bearer, SunoBatchMethod.Post, "MUSIC")]
    [InlineData("Ecovai", "https://api.ecovai.cn/", SunoAuthenticationScheme.Bearer, SunoBatchMethod.Post, null)]
    [InlineData(null, null, SunoAuthenticationScheme.Bearer, SunoBatchMethod.Post, null)]
    public void A_row_is_as_the_page_of_its_gateway_describes(
        string? name, string? address, SunoAuthenticationScheme scheme, SunoBatchMethod method, string? action)
    {
        SunoGateway row = name is null ? SunoGateway.Custom : SunoGateway.Find(name)!;

        Assert.Equal(
            (name, address, scheme, method, action, "/suno/fetch", "/suno/fetch/"),
            (row.Name, row.BaseUri?.AbsoluteUri, row.AuthenticationScheme, row.BatchMethod, row.DefaultAction,
                row.BatchPath, row.TaskPath));
    }

    [Fact]
    public void The_three_gateways_with_a_host_are_known_by_name() =>
        Assert.Equal(["XSee", "OpenAIHub", "Ecovai"], SunoGateway.Known.Select(gateway => gateway.Name));

    [Theory]
    [InlineData("OpenAIHub", "OpenAIHub")]
    [InlineData("OpenAI-Hub", "OpenAIHub")]
    [InlineData("openaihub", "OpenAIHub")]
    [InlineData("x-see", "XSee")]
    [InlineData(" ECOVAI ", "Ecovai")]
    [InlineData("Suno", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_row_is_found_whatever_the_case_and_the_hyphens(string? name, string? found) =>
        Assert.Equal(found, SunoGateway.Find(name)?.Name);

    [Theory]
    [InlineData("Ecovai", "Ecovai")]
    [InlineData(null, "gateway.example:8443")]
    public void A_connection_has_the_name_of_its_row_or_its_host(string? name, string gateway) =>
        Assert.Equal(
            gateway,
            new SunoConnection(
                SunoGateway.Custom with { Name = name, BaseUri = new Uri("https://gateway.example:8443/proxy") },
                "key").Gateway);
}
