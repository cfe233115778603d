using System.Text;
using System.Text.Json;

namespace SunoPS.Client.Tests.Mutations;

/// <summary>One mutated response. The same number creates the same response.</summary>
internal sealed class MutatedAnswer
{
    private const int MostChanges = 4;
    private const int DeepestEnumeration = 8;

    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    private WireValue? _parsed;

    /// <summary>Creates a response.</summary>
    /// <param name="seed">The seed of all responses.</param>
    /// <param name="number">The number of the response, from 0.</param>
    public MutatedAnswer(int seed, int number)
    {
        Number = number;
        (Name, string json) = RecordedAnswers.All[number % RecordedAnswers.All.Count];
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var mutator = new Mutator(random);
        WireValue root = WireValue.Parse(json);
        if (random.Next(2) == 0)
        {
            UniqueValues.GiveTo(root);
        }

        for (int changes = 1 + random.Next(MostChanges); Changes.Count < changes && !IsTruncated;)
        {
            Changes.Add(mutator.Change(root));
        }

        Json = IsTruncated ? mutator.Truncated(root.ToString()) : root.ToString();
    }

    public int Number { get; }

    /// <summary>The name of the recorded response.</summary>
    public string Name { get; }

    /// <summary>The mutations.</summary>
    public List<string> Changes { get; } = [];

    public string Json { get; }

    /// <summary>Number of compared values.</summary>
    public int Leaves { get; private set; }

    private bool IsTruncated => Changes.LastOrDefault() == "truncate";

    /// <summary>True for a response that must not be read, not even in part.</summary>
    private bool IsUnreadable => IsTruncated || WireValue.Parse(Json).Depth > JsonText.MaximumDepth;

    /// <summary>Reads the response, as saved JSON and as a new response.</summary>
    /// <returns>The fault of the result; null for none.</returns>
    public string? FindFault()
    {
        try
        {
            IReadOnlyList<SunoTask>? saved = ReadSaved();
            string? fault = FindFault("SunoJson", saved) ?? FindFault("AnswerReader", ReadFresh());
            foreach (SunoJsonObject additional in (saved ?? []).SelectMany(AdditionalPropertiesOf))
            {
                Exhaust(additional);
            }

            return fault;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return $"{exception.GetType().Name}: {exception.Message}";
        }
    }

    public override string ToString() =>
        $"input {Number} ({Name}: {string.Join(", ", Changes)}): {(Json.Length > 3000 ? Json[..3000] + "…" : Json)}";

    private IReadOnlyList<SunoTask>? ReadSaved()
    {
        try
        {
            return SunoJson.ReadTasks(Json);
        }
        catch (SunoApiException)
        {
            return null;
        }
    }

    private List<SunoTask>? ReadFresh()
    {
        try
        {
            return AnswerReader.Read(Encoding.UTF8.GetBytes(Json), "gateway").Tasks;
        }
        catch (InvalidDataException) when (IsUnreadable)
        {
            return null;
        }
    }

    private string? FindFault(string reader, IReadOnlyList<SunoTask>? read)
    {
        if (IsUnreadable)
        {
            return read is null ? null : $"{reader} reads {read.Count} tasks of a truncated or too deep response";
        }

        _parsed ??= WireValue.Parse(Json).WithoutReplaced();
        List<string> losses = LossOracle.FindLosses(_parsed, read ?? [], out int leaves);
        Leaves += leaves;
        return losses.Count > 0 ? $"{reader} loses {string.Join(" | ", losses.Take(5))}" : null;
    }

    private static IEnumerable<SunoJsonObject> AdditionalPropertiesOf(SunoTask task) =>
        [
            task.AdditionalProperties,
            .. task.Clips.Select(clip => clip.AdditionalProperties),
            task.Lyrics?.AdditionalProperties ?? SunoJsonObject.Empty,
        ];

    /// <summary>Enumerates additional properties like PowerShell, and parses their text.</summary>
    private static void Exhaust(SunoJsonObject additional)
    {
        using (JsonDocument.Parse(additional.ToString(), AnyDepth))
        {
        }

        var left = new Stack<(object? Value, int Depth)>([(additional, 0)]);
        while (left.TryPop(out (object? Value, int Depth) at))
        {
            // Every level of an object parses the level below.
            if (at.Depth > DeepestEnumeration)
            {
                continue;
            }

            switch (at.Value)
            {
                case SunoJsonObject inner:
                    foreach (KeyValuePair<string, object?> pair in inner)
                    {
                        Assert.True(inner.ContainsKey(pair.Key), $"'{pair.Key}' is enumerated but not found.");
                        left.Push((pair.Value, at.Depth + 1));
                    }

                    break;
                case object?[] items:
                    foreach (object? item in items)
                    {
                        left.Push((item, at.Depth + 1));
                    }

                    break;
            }
        }
    }
}
