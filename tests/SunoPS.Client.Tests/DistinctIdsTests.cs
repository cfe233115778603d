using System.Globalization;

namespace SunoPS.Client.Tests;

/// <summary>The set of ids, compared with a plain set of strings.</summary>
public sealed class DistinctIdsTests
{
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
    public void An_id_is_new_only_once(Func<int, string> idOf)
    {
        var ids = new DistinctIds();
        string[] all = [.. Enumerable.Range(0, 4096).Select(idOf)];

        Assert.DoesNotContain(all, ids.Contains);
        Assert.All(all, id => Assert.True(ids.Add(id), id));
        Assert.All(all, id => Assert.False(ids.Add(id), id));
        Assert.All(all, id => Assert.True(ids.Contains(id), id));
        Assert.False(ids.Contains(idOf(4096)));
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("")]
    public void An_empty_id_is_an_id(string id)
    {
        var ids = new DistinctIds();

        Assert.False(ids.Contains(id));
        Assert.True(ids.Add(id));
        Assert.False(ids.Add(id));
        Assert.True(ids.Contains(id));
    }

    [Theory]
    [InlineData("0000000a-0000-4000-8000-000000000000", "0000000A-0000-4000-8000-000000000000")]
    [InlineData("0000000a-0000-4000-8000-000000000000", "0000000a000040008000000000000000")]
    [InlineData("0000000a-0000-4000-8000-000000000000", "0000000a-0000-4000-8000-00000000000g")]
    [InlineData("0000000a-0000-4000-8000-000000000000", "0000000a-0000-4000-8000_000000000000")]
    [InlineData("0000000a-0000-4000-8000-000000000000", " 000000a-0000-4000-8000-000000000000")]
    [InlineData("0000000a-0000-4000-8000-000000000000", "0000000a-0000-4000-8000-000000000001")]
    [InlineData("0000000a-0000-4000-8000-000000000000", "1000000a-0000-4000-8000-000000000000")]
    public void Different_ids_are_distinct(string one, string other)
    {
        var ids = new DistinctIds();

        Assert.True(ids.Add(one));
        Assert.True(ids.Add(other));
    }

    [Fact]
    public void A_million_ids_take_little_memory()
    {
        ClientBuild.SkipForDesktop("The tables are the same, and were weighed in the other build.");
        string[] block = new string[1000];
        var ids = new DistinctIds();
        long allocated = 0;
        for (int i = 0; i < 1000; i++)
        {
            for (int j = 0; j < block.Length; j++)
            {
                block[j] = $"5f3a0001-0000-4000-8000-{(i * block.Length) + j:x12}";
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            foreach (string id in block)
            {
                ids.Add(id);
            }

            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.True(ids.Contains(block[0]));
        Assert.InRange(allocated / 1_000_000, 16, 100);
    }
}
