namespace SunoPS.Client.Tests.Dialects;

/// <summary>The shipped rows at their real addresses, over TLS, with the local gateway as proxy.</summary>
public sealed class NamedGatewayTests
{
    public static TheoryData<string, string> Rows => new()
    {
        { "XSee", GatewayDialect.XSee.Name },
        { "OpenAIHub", GatewayDialect.OpenAIHub.Name },
        { "Ecovai", GatewayDialect.Ecovai.Name },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_row_speaks_the_dialect_of_its_own_host(string name, string dialect)
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        await using LocalGateway gateway = await TlsGateway.StartAsync(
            new LocalGatewayOptions { Proxy = true }, cancel);
        SunoGateway row = SunoGateway.Find(name)!;
        var options = new SunoConnectionOptions
            { MaximumRetryCount = 0, Proxy = gateway.ProxyUri, SkipCertificateCheck = true };
        var client = new SunoClient(new SunoConnection(row, gateway.ApiKey, options));

        SunoTask task = await client.GetTaskAsync(TaskIds.Music(1), cancel);
        SunoTaskResult result = Assert.Single(
            await client.GetTaskBatchAsync([TaskIds.Music(2)], cancellationToken: cancel));

        Assert.Equal(TaskIds.Music(1), task.TaskId);
        Assert.Equal(TaskIds.Music(2), result.Task?.TaskId);
        Assert.All(gateway.Log.Entries, entry =>
        {
            Assert.Equal(dialect, entry.Dialect.Name);
            Assert.Equal(row.BaseUri!.Host, entry.Headers["Host"]);
        });
    }
}
