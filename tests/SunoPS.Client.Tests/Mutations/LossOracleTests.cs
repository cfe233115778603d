namespace SunoPS.Client.Tests.Mutations;

/// <summary>Tests the oracle of the mutations: it detects a reader that drops or changes any value.</summary>
public sealed class LossOracleTests
{
    public static TheoryData<string> Names => [.. RecordedAnswers.All.Select(answer => answer.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_lost_where_nothing_was_changed(string name)
    {
        (WireValue root, IReadOnlyList<SunoTask> read) = Read(JsonOf(name));

        Assert.Empty(LossOracle.FindLosses(root, read, out _));
    }

    /// <summary>
    /// Compares the whole response with the tasks of a response without one value, as if the reader had dropped it.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Every_dropped_value_is_detected(string name) => AssertEveryLossIsFound(name, _ => null);

    /// <summary>
    /// Compares the whole response with the tasks of a response with one changed value, as if the reader had changed
    /// it.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Every_changed_value_is_detected(string name) =>
        AssertEveryLossIsFound(name, value => value.Kind switch
        {
            WireKind.Text => WireValue.String(value.Raw + "!"),
            WireKind.Number => WireValue.Number("777"),
            _ => WireValue.Truth(value.Raw != "true"),
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void A_dropped_task_is_detected(string name)
    {
        (WireValue root, IReadOnlyList<SunoTask> read) = Read(JsonOf(name));

        Assert.All(
            read.Where(_ => LossOracle.TasksIn(root).Count == read.Count), task =>
                Assert.NotEmpty(LossOracle.FindLosses(root, [.. read.Except([task])], out int _)));
    }

    [Fact]
    public void It_compares_nearly_all_values()
    {
        int all = 0;
        int lookedFor = 0;
        foreach ((_, string json) in RecordedAnswers.All)
        {
            (WireValue root, IReadOnlyList<SunoTask> read) = Read(json);
            LossOracle.FindLosses(root, read, out int leaves);
            lookedFor += leaves;
            all += Leaf.Of(root, "").Count(leaf => !leaf.IsNothing && leaf.Folded is not ("code" or "message"));
        }

        Assert.InRange(lookedFor, all * 0.9, double.MaxValue);
    }

    private static void AssertEveryLossIsFound(string name, Func<WireValue, WireValue?> change)
    {
        WireValue root = Unfolded(JsonOf(name));
        UniqueValues.GiveTo(root);
        string json = root.ToString();
        List<Leaf> values = [.. LossOracle.TasksIn(root).SelectMany(LossOracle.LeavesOf)];
        List<string> unnoticed = [];
        int judged = 0;
        for (int place = 0; ; place++)
        {
            WireValue changed = WireValue.Parse(json);
            if (ChangeAt(LossOracle.TasksIn(changed), place, change) is not { } leaf)
            {
                break;
            }

            // A repeated value is not lost with one occurrence, and an empty value cannot be lost.
            if (leaf.IsNothing || values.Count(value => SaysTheSame(value, leaf)) != 1)
            {
                continue;
            }

            judged++;
            if (LossOracle.FindLosses(root, SunoJson.ReadTasks(changed.ToString()), out int _).Count == 0)
            {
                unnoticed.Add(leaf.ToString());
            }
        }

        Assert.Empty(unnoticed);
        Assert.True(judged > 0 || values.Count == 0, $"None of {values.Count} values was judged.");
    }

    /// <summary>Changes the scalar at a position of the tasks; null if there is no such position.</summary>
    private static Leaf? ChangeAt(List<WireValue> tasks, int place, Func<WireValue, WireValue?> change)
    {
        var left = new Stack<(WireValue Value, string Name)>(tasks.Select(task => (task, "")));
        while (left.TryPop(out (WireValue Value, string Name) at))
        {
            for (int i = 0; i < at.Value.Members.Count; i++)
            {
                WireMember member = at.Value.Members[i];
                string name =
                    at.Value.Kind == WireKind.Object ? Leaf.WellFormed(WireValue.Unescape(member.Name)) : at.Name;
                if (member.Value.Kind is WireKind.Array or WireKind.Object)
                {
                    left.Push((member.Value, name));
                }
                else if (place-- == 0)
                {
                    if (member.Value.Kind == WireKind.Null || change(member.Value) is not { } other)
                    {
                        at.Value.Members.RemoveAt(i);
                    }
                    else
                    {
                        at.Value.Members[i] = member with { Value = other };
                    }

                    return new Leaf(name, member.Value);
                }
            }
        }

        return null;
    }

    private static bool SaysTheSame(Leaf one, Leaf other) => one.Folded == other.Folded
        && one.Value.Kind == WireKind.Truth == (other.Value.Kind == WireKind.Truth)
        && (
            one.Text == other.Text
                || (one.Folded == "progress" && one.Percentages().Intersect(other.Percentages()).Any()));

    /// <summary>Returns a response with tasks as JSON, not as JSON in a string.</summary>
    private static WireValue Unfolded(string json)
    {
        WireValue root = WireValue.Parse(json).WithoutReplaced();
        int data = root.Members.FindIndex(member => member.Name == "data" && member.Value.Kind == WireKind.Text);
        if (data >= 0 && WireValue.TryParse(root.Members[data].Value.Text) is { } inner)
        {
            root.Members[data] = root.Members[data] with { Value = inner };
        }

        return root;
    }

    private static (WireValue Root, IReadOnlyList<SunoTask> Read) Read(string json) =>
        (WireValue.Parse(json).WithoutReplaced(), SunoJson.ReadTasks(json));

    private static string JsonOf(string name) => RecordedAnswers.All.Single(answer => answer.Name == name).Json;
}
