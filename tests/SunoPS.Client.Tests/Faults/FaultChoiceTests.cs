namespace SunoPS.Client.Tests.Faults;

/// <summary>The requests that a fault of the local gateway strikes.</summary>
public sealed class FaultChoiceTests : GatewayTests
{
    [Fact]
    public async Task By_count_it_strikes_the_next_requests()
    {
        Gateway.Faults.Add(new GatewayFault { Kind = FaultKind.EmptyBody, Times = 2 });

        Assert.Equal(new[] { true, true, false }, await StruckAsync(3));
        Assert.Equal(2, Gateway.Faults.Struck);
    }

    [Fact]
    public async Task By_id_it_strikes_the_requests_that_mention_it()
    {
        Gateway.Faults.Add(new GatewayFault { Kind = FaultKind.EmptyBody, IdContains = TaskIds.Music(1) });

        Assert.Equal(new[] { false, true, false }, await StruckAsync(3));
        Assert.All(
            await Client().GetTaskBatchAsync([TaskIds.Music(0), TaskIds.Music(1)], cancellationToken: Cancel),
            result => Assert.NotNull(result.Error));
    }

    [Fact]
    public async Task By_rate_the_same_seed_strikes_the_same_requests()
    {
        const int requests = 200;
        var fault = new GatewayFault { Kind = FaultKind.EmptyBody, Rate = 0.2, Seed = 5 };

        Gateway.Faults.Add(fault);
        bool[] first = await StruckAsync(requests);
        Gateway.Reset();
        Gateway.Faults.Add(fault);
        bool[] second = await StruckAsync(requests);
        Gateway.Reset();
        Gateway.Faults.Add(fault with { Seed = 6 });
        bool[] other = await StruckAsync(requests);

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        Assert.InRange(first.Count(isStruck => isStruck), requests / 10, requests / 3);
    }

    [Fact]
    public async Task The_oldest_matching_fault_strikes()
    {
        Gateway.Faults.Add(new GatewayFault { Kind = FaultKind.Status, Status = 503, IdContains = TaskIds.Music(9) });
        Gateway.Faults.Add(new GatewayFault { Kind = FaultKind.Status, Status = 500, Times = 1 });
        Gateway.Faults.Add(new GatewayFault { Kind = FaultKind.Status, Status = 502 });

        Assert.Equal(500, (int?)(await FetchErrorAsync()).StatusCode);
        Assert.Equal(502, (int?)(await FetchErrorAsync()).StatusCode);
    }

    [Fact]
    public async Task A_reset_of_the_gateway_ends_all_faults()
    {
        Gateway.Faults.Add(new GatewayFault { Kind = FaultKind.EmptyBody });
        await FetchErrorAsync();

        Gateway.Reset();

        Assert.Equal(new[] { false }, await StruckAsync(1));
        Assert.Equal(0, Gateway.Faults.Struck);
    }

    [Fact]
    public void A_fault_that_cannot_strike_is_rejected()
    {
        Assert.Throws<ArgumentException>(
            () => Gateway.Faults.Add(new GatewayFault { Kind = FaultKind.EmptyBody, Times = 0 }));
        Assert.Throws<ArgumentException>(
            () => Gateway.Faults.Add(new GatewayFault { Kind = FaultKind.EmptyBody, Rate = 0 }));
        Assert.Throws<ArgumentException>(
            () => Gateway.Faults.Add(new GatewayFault { Kind = FaultKind.Status, Status = 99 }));
        Assert.Throws<ArgumentException>(
            () => Gateway.Faults.Add(new GatewayFault { Kind = FaultKind.ResetInHandshake, IdContains = "x" }));
    }

    /// <summary>Fetches tasks one after another; returns whether each failed.</summary>
    private async Task<bool[]> StruckAsync(int count)
    {
        SunoClient client = Client();
        var struck = new bool[count];
        for (int i = 0; i < count; i++)
        {
            try
            {
                await client.GetTaskAsync(TaskIds.Music(i), Cancel);
            }
            catch (SunoApiException)
            {
                struck[i] = true;
            }
        }

        return struck;
    }
}
