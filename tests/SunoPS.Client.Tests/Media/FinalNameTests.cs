namespace SunoPS.Client.Tests.Media;

/// <summary>Two commands that give two files the same name at the same moment lose neither.</summary>
public sealed class FinalNameTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private delegate bool Taker(string path, string finalPath);

    [Theory]
    [Values(true, false)]
    public async Task One_of_two_simultaneous_files_gets_the_name(bool hasLinks)
    {
        Taker take = hasLinks ? FinalName.TryTake : FinalName.TryReplacePlaceholder;
        using var start = new Barrier(2);
        for (int round = 0; round < 500; round++)
        {
            string name = PathOf($"final-{round}");
            string[] parts = [Create($"one-{round}"), Create($"two-{round}")];
            bool[] taken = await Task.WhenAll(parts.Select(part => Task.Run(() =>
            {
                start.SignalAndWait();
                return take(part, name);
            })));

            Assert.NotEqual(taken[0], taken[1]);
            int winner = Array.IndexOf(taken, true);
            Assert.Equal(Path.GetFileName(parts[winner]), OpenFile.ReadAllLines(name)[0]);
            Assert.Equal([name, parts[1 - winner]], Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal));
            File.Delete(name);
            File.Delete(parts[1 - winner]);
        }
    }

    [Fact]
    public async Task No_reader_sees_an_empty_file_under_the_name()
    {
        string name = PathOf("final");
        bool isDone = false;
        bool hasSeen = false;
        Task<bool> reader = Task.Run(() =>
        {
            bool sawEmpty = false;
            while (!Volatile.Read(ref isDone))
            {
                if (new FileInfo(name) is { Exists: true } file)
                {
                    sawEmpty |= file.Length == 0;
                    Volatile.Write(ref hasSeen, true);
                }
            }

            return sawEmpty;
        });
        for (int round = 0; round < 1000 || !(Volatile.Read(ref hasSeen) || reader.IsCompleted); round++)
        {
            Assert.True(FinalName.TryTake(Create("part"), name));
            File.Delete(name);
        }

        Volatile.Write(ref isDone, true);
        Assert.False(await reader);
    }

    [Theory]
    [Values(true, false)]
    public void A_taken_name_stays_and_a_file_or_folder_that_is_gone_leaves_nothing_under_the_name(bool hasLinks)
    {
        Taker take = hasLinks ? FinalName.TryTake : FinalName.TryReplacePlaceholder;
        string part = Create("part");
        string folder = Directory.CreateDirectory(PathOf("folder")).FullName;

        Assert.False(take(part, folder));
        Assert.False(take(part, Create("other")));
        Assert.Throws<DirectoryNotFoundException>(() => take(part, PathOf("gone/final")));
        Assert.Throws<FileNotFoundException>(() => take(PathOf("gone"), PathOf("final")));
        Assert.Equal([PathOf("other"), part], Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal));
        Assert.Equal(["other", "part"], new[] { PathOf("other"), part }.Select(File.ReadAllText));
    }

    public void Dispose() => _folder.Dispose();

    private string PathOf(string name) => Path.Combine(_folder.Path, name);

    private string Create(string name)
    {
        File.WriteAllText(PathOf(name), name);
        return PathOf(name);
    }
}
