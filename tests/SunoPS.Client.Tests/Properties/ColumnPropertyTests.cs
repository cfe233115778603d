using FsCheck;
using FsCheck.Fluent;

namespace SunoPS.Client.Tests.Properties;

/// <summary>The columns of a row come back from the journal as they were, in their order.</summary>
public sealed class ColumnPropertyTests : GatewayTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        // A file has no halves of characters.
        ArbMap.Default.GeneratorFor<UnicodeString>().Select(
            text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get ?? ""))),
        Gen.Elements(
            "", "Name", "a=b", "{\"json\":1}", "line\r\nline", "\u2028", "\ud83c\udfb5", "水", "[x]", "\u0000"));

    private static readonly Gen<object?> Values = Gen.OneOf(
        Texts.Select(text => (object?)text),
        ArbMap.Default.GeneratorFor<long>().Select(number => (object?)number),
        ArbMap.Default.GeneratorFor<bool>().Select(flag => (object?)flag),
        Gen.Elements<object?>(null, 0.5, -1e300, long.MinValue, "2026-11-29T00:00:00Z"));

    private static readonly Gen<KeyValuePair<string, object?>[]> Rows =
        from cells in Gen.Zip(Texts, Values).ListOf()
        select cells.Select(cell => KeyValuePair.Create(cell.Item1, cell.Item2))
            .DistinctBy(cell => cell.Key, StringComparer.OrdinalIgnoreCase).ToArray();

    [Fact]
    public void Columns_come_back_from_the_journal() => Property.Holds(Rows.ListOf(6), 50, async rows =>
    {
        using var folder = new TemporaryFolder();
        var journal = SunoSubmissionJournal.Open(folder.Path);
        var client = new SunoClient(Client(NoRetry).Connection, listener: null, journal);
        using (SunoSubmissionPipeline pipeline =
            client.OpenSubmissionPipeline(isJournalRequired: true, cancellationToken: Cancel))
        {
            for (int i = 0; i < rows.Count; i++)
            {
                Assert.True(pipeline.TryAdd(new SunoLyricsSubmission { Prompt = $"row {i}", Columns = rows[i] }));
            }

            Assert.All(await pipeline.DrainAsync(), result => Assert.Null(result.Error));
        }

        ILookup<string?, SunoSubmissionRecord> records = journal.Read(cancellationToken: Cancel)
            .ToLookup(record => record.Prompt);
        for (int i = 0; i < rows.Count; i++)
        {
            Assert.Equal(rows[i], Assert.Single(records[$"row {i}"]).Columns);
        }
    });
}
