namespace SunoPS.Client.Tests;

/// <summary>The set of tasks, compared with a plain set of strings.</summary>
public sealed class DistinctTasksTests
{
    private readonly DistinctTasks _tasks = new();
    private readonly TaskFetcher _fetcher = Fetcher();

    public static TheoryData<Func<int, string>> Kinds => new(
        i => $"5f3a0001-0000-4000-8000-{i:x12}",
        i => $"{i:x8}-0000-4000-8000-000000000000",
        i => i.ToString("x32", CultureInfo.InvariantCulture),
        i => $"task_{i}",
        i => i.ToString(CultureInfo.InvariantCulture),
        i => $"00000000-0000-4000-8000-00000000{(i % 2 == 0 ? 'a' : 'A')}{i / 2:x3}",
        i => new string('任', i % 256) + (i / 256));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_id_is_new_only_once_for_each_gateway(Func<int, string> idOf)
    {
        string[] all = [.. Enumerable.Range(0, 4096).Select(idOf)];

        Assert.All(all, id => Assert.True(Add(id), id));
        Assert.All(all, id => Assert.False(Add(id), id));
        Assert.True(_tasks.Add(Fetcher(), new SunoTaskReference(all[0])));
        Assert.True(Add(idOf(4096)));
    }

    [Theory]
    [Values("00000000-0000-0000-0000-000000000000", "")]
    public void An_empty_id_is_an_id(string id)
    {
        Assert.True(Add(id));
        Assert.False(Add(id));
    }

    [Theory]
    [InlineData("0000000a-0000-4000-8000-000000000000", "0000000A-0000-4000-8000-000000000000")]
    [InlineData("0000000a-0000-4000-8000-000000000000", "0000000a000040008000000000000000")]
    [InlineData("0000000a-0000-4000-8000-000000000000", "0000000a-0000-4000-8000-00000000000g")]
    [InlineData("0000000a-0000-4000-8000-000000000000", "0000000a-0000-4000-8000_000000000000")]
    [InlineData("0000000a-0000-4000-8000-000000000000", " 000000a-0000-4000-8000-000000000000")]
    [InlineData("0000000a-0000-4000-8000-000000000000", "0x00000a-0000-4000-8000-000000000000")]
    [InlineData("0000000a-0000-4000-8000-000000000000", "0000000a-0000-4000-8000-000000000000 ")]
    [InlineData("0000000a-0000-4000-8000-000000000000", "0000000a-0000-4000-8000-000000000001")]
    [InlineData("0000000a-0000-4000-8000-000000000000", "1000000a-0000-4000-8000-000000000000")]
    public void Different_ids_are_distinct(string one, string other)
    {
        Assert.True(Add(one));
        Assert.True(Add(other));
    }

    [Fact]
    public void A_million_ids_take_little_memory()
    {
        ClientBuild.SkipForDesktop("The tables are the same, and were weighed in the other build.");
        var block = new SunoTaskReference[1000];
        long allocated = 0;
        for (int i = 0; i < 1000; i++)
        {
            for (int j = 0; j < block.Length; j++)
            {
                block[j] = new SunoTaskReference($"5f3a0001-0000-4000-8000-{(i * block.Length) + j:x12}");
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            foreach (SunoTaskReference reference in block)
            {
                _tasks.Add(_fetcher, reference);
            }

            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.InRange(allocated / 1_000_000, 16, 100);
    }

    private static TaskFetcher Fetcher() =>
        new(new GatewayChannel(new SunoConnection(SunoGateway.Ecovai, "key"), listener: null));

    private bool Add(string id) => _tasks.Add(_fetcher, new SunoTaskReference(id));
}
