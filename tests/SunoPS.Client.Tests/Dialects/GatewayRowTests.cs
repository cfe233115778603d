namespace SunoPS.Client.Tests.Dialects;

public sealed class GatewayRowTests
{
    [Fact]
    public void XSee_gets_requests_as_its_page_describes() =>
        AssertRow(
            SunoGateway.XSee, "XSee", "https://aigc.x-see.cn/", SunoAuthenticationScheme.Raw, SunoBatchMethod.Get,
            defaultAction: null);

    [Fact]
    public void OpenAIHub_gets_requests_as_its_page_describes() =>
        AssertRow(
            SunoGateway.OpenAIHub, "OpenAIHub", "https://api.openai-hub.com/", SunoAuthenticationScheme.Bearer,
            SunoBatchMethod.Post, "MUSIC");

    [Fact]
    public void Ecovai_gets_requests_as_its_page_describes() =>
        AssertRow(
            SunoGateway.Ecovai, "Ecovai", "https://api.ecovai.cn/", SunoAuthenticationScheme.Bearer,
            SunoBatchMethod.Post, defaultAction: null);

    [Fact]
    public void A_custom_gateway_has_the_usual_paths_and_no_address() =>
        AssertRow(
            SunoGateway.Custom, name: null, address: null, SunoAuthenticationScheme.Bearer, SunoBatchMethod.Post,
            defaultAction: null);

    [Fact]
    public void The_three_gateways_with_a_host_are_known_by_name() =>
        Assert.Equal(["XSee", "OpenAIHub", "Ecovai"], SunoGateway.Known.Select(gateway => gateway.Name));

    [Theory]
    [InlineData("OpenAIHub", "OpenAIHub")]
    [InlineData("OpenAI-Hub", "OpenAIHub")]
    [InlineData("openaihub", "OpenAIHub")]
    [InlineData("x-see", "XSee")]
    [InlineData(" ECOVAI ", "Ecovai")]
    public void A_row_is_found_whatever_the_case_and_the_hyphens(string name, string found) =>
        Assert.Equal(found, SunoGateway.Find(name)?.Name);

    [Theory]
    [InlineData("Suno")]
    [InlineData("")]
    [InlineData(null)]
    public void No_row_is_found_under_any_other_name(string? name) => Assert.Null(SunoGateway.Find(name));

    [Fact]
    public void A_connection_has_the_name_of_its_row() =>
        Assert.Equal("Ecovai", new SunoConnection(SunoGateway.Ecovai, "key").Gateway);

    [Fact]
    public void A_connection_to_a_row_without_a_name_is_named_by_its_host() =>
        Assert.Equal(
            "gateway.example:8443", new SunoConnection(
                SunoGateway.Custom with { BaseUri = new Uri("https://gateway.example:8443/proxy") }, "key").Gateway);

    private static void AssertRow(
        SunoGateway row, string? name, string? address, SunoAuthenticationScheme scheme, SunoBatchMethod batchMethod,
        string? defaultAction)
    {
        Assert.Equal(name, row.Name);
        Assert.Equal(address, row.BaseUri?.AbsoluteUri);
        Assert.Equal(scheme, row.AuthenticationScheme);
        Assert.Equal(batchMethod, row.BatchMethod);
        Assert.Equal("/suno/fetch", row.BatchPath);
        Assert.Equal("/suno/fetch/", row.TaskPath);
        Assert.Equal(defaultAction, row.DefaultAction);
    }
}
