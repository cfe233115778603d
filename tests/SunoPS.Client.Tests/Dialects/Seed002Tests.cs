namespace SunoPS.Client.Tests.Dialects;

/// <summary>The gateway without a documented host: an address of the user, and flat clips.</summary>
public sealed class Seed002Tests : DialectTests
{
    protected override SunoGateway Shipped => SunoGateway.Custom;

    protected override GatewayDialect Dialect => GatewayDialect.Seed002;

    [Fact]
    public async Task A_single_task_is_a_GET_without_a_body_and_with_a_bearer_token()
    {
        LoggedRequest request = await SingleAsync();

        Assert.Equal("GET", request.Method);
        Assert.Equal($"/seed-002/suno/fetch/{FirstId}", request.RawTarget);
        Assert.Equal("Bearer sk-local-gateway-key", request.Headers["Authorization"]);
        Assert.Empty(request.Body);
    }

    [Fact]
    public async Task A_batch_is_a_POST_with_a_bearer_token()
    {
        LoggedRequest request = await BatchAsync();

        Assert.Equal("POST", request.Method);
        Assert.Equal("/seed-002/suno/fetch", request.RawTarget);
        Assert.Equal("Bearer sk-local-gateway-key", request.Headers["Authorization"]);
        Assert.Equal($$"""{"ids":["{{FirstId}}","{{SecondId}}"]}""", request.Body);
    }

    [Fact]
    public async Task Flat_clips_become_the_same_type_as_nested_ones()
    {
        SunoTask flat = await Client(At(SunoGateway.Custom, GatewayDialect.Seed002)).GetTaskAsync(FirstId, Cancel);
        SunoTask nested = await Client(At(SunoGateway.Ecovai, GatewayDialect.Ecovai)).GetTaskAsync(FirstId, Cancel);

        Assert.Equal(2, flat.Clips.Count);
        Assert.Equal(nested.Clips.Select(Common), flat.Clips.Select(Common));

        static (string, string, int, string?, SunoClipStatus, string?, string?, string?) Common(SunoClip clip) =>
            (clip.ClipId, clip.TaskId, clip.Index, clip.Title, clip.Status, clip.Tags, clip.Prompt, clip.AudioUrl);
    }
}
