namespace SunoPS.Client.Tests.Mutations;

/// <summary>
/// Says what is lost between an answer and the tasks that were read from it. It knows the protocol and nothing of the
/// reader: where tasks can stand, which names only a task has, and what a value can mean under its name.
/// </summary>
internal static class LossOracle
{
    /// <summary>What is in the answer, as much of it as belongs to tasks, but nowhere in what was read.</summary>
    /// <param name="root">The answer.</param>
    /// <param name="read">What was read; none where it ended in an error.</param>
    /// <param name="leaves">How many values were looked for.</param>
    public static List<string> FindLosses(WireValue root, IReadOnlyList<SunoTask> read, out int leaves)
    {
        leaves = 0;
        List<string> losses = [];
        if (IsAmbiguous(root))
        {
            return losses;
        }

        List<WireValue> tasks = TasksIn(root, IsTask);
        if (read.Count < tasks.Count)
        {
            losses.Add($"{tasks.Count - read.Count} of {tasks.Count} tasks");
        }
        else if (read.Count > tasks.Count)
        {
            // Objects that only a task's id tells from clips were read as tasks too, or clips as the content of one.
            List<WireValue> withLikely = TasksIn(root, value => IsTask(value) || IsLikelyTask(value));
            tasks = withLikely.Count > 0 ? withLikely : ContentAlone(root);
        }

        KeptValues? all = null;
        for (int i = 0; i < tasks.Count; i++)
        {
            KeptValues kept = read.Count == tasks.Count ? KeptValues.Of(read[i]) : all ??= KeptValues.Of(read);
            losses.AddRange(FindLosses(tasks[i], kept, ref leaves));
        }

        return losses;
    }

    /// <summary>
    /// The single values of a task that say something, those of JSON in a string of its content included.
    /// </summary>
    public static IEnumerable<Leaf> LeavesOf(WireValue task)
    {
        foreach (WireMember member in task.Members)
        {
            string name = Leaf.WellFormed(WireValue.Unescape(member.Name));
            WireValue value = WireNames.Fold(name) == "data"
                && JsonIn(member.Value) is { } inner ? inner : member.Value;
            foreach (Leaf leaf in Leaf.Of(value, name).Where(leaf => !leaf.IsNothing))
            {
                yield return leaf;
            }
        }
    }

    /// <summary>The objects of an answer that are tasks beyond doubt.</summary>
    public static List<WireValue> TasksIn(WireValue root) => TasksIn(root, IsTask);

    private static IEnumerable<string> FindLosses(WireValue task, KeptValues kept, ref int leaves)
    {
        List<Leaf> found = [];
        List<Leaf> missing = [];
        if (task.Kind is not WireKind.Object)
        {
            task = WireValue.Object(new WireMember("data", task));
        }

        foreach (WireMember member in task.Members)
        {
            string name = Leaf.WellFormed(WireValue.Unescape(member.Name));
            WireValue value = member.Value;
            if (WireNames.Fold(name) == "data" && JsonIn(value) is { } inner && !kept.Has(new Leaf(name, value)))
            {
                value = inner;
            }

            foreach (Leaf leaf in Leaf.Of(value, name).Where(leaf => !leaf.IsNothing))
            {
                leaves++;
                (kept.Has(leaf) ? found : missing).Add(leaf);
            }
        }

        // Of a field that comes twice, the second is understood where it says the same, whatever its case style.
        var said = found.Select(leaf => (leaf.Folded, leaf.Text)).ToHashSet();
        return missing.Where(leaf => !said.Contains((leaf.Folded, leaf.Text))).Select(leaf => leaf.ToString());
    }

    private static List<WireValue> TasksIn(WireValue root, Func<WireValue, bool> isTask)
    {
        if (isTask(root) && !IsEnvelope(root))
        {
            return [root];
        }

        IEnumerable<WireValue> places = IsEnvelope(root) || HasData(
            root) ? root.Members.Where(member => Folded(member) == "data").Select(member => member.Value) : [root];
        return [.. places.SelectMany(place => TasksAt(place, isTask))];
    }

    private static IEnumerable<WireValue> TasksAt(WireValue place, Func<WireValue, bool> isTask)
    {
        WireValue value = JsonIn(place) ?? place;
        return isTask(value) ? [value]
            : IsLikelyTask(value) ? []
            : value.Members.Select(member => member.Value).Where(isTask);
    }

    /// <summary>
    /// Clips or lyrics without their task, where one place has them; none where it cannot be said which.
    /// </summary>
    private static List<WireValue> ContentAlone(WireValue root)
    {
        List<WireMember> places = IsEnvelope(root)
            || HasData(root) ? root.Members.FindAll(member => Folded(member) == "data") : [new WireMember("", root)];
        return places is [{ Value: var place }] ? [WireValue.Object(new WireMember("data", place))] : [];
    }

    private static bool IsEnvelope(WireValue root) =>
        root.Kind == WireKind.Object && root.Members.Exists(member => WireNames.IsEnvelope(Folded(member)));

    private static bool HasData(WireValue root) =>
        root.Kind == WireKind.Object && root.Members.Exists(member => Folded(member) == "data");

    /// <summary>
    /// True for an object that can be more than one thing: with names of a task and of an envelope, or with a word of
    /// an envelope that has no data.
    /// </summary>
    private static bool IsAmbiguous(WireValue root) => root.Kind == WireKind.Object
        && (
            IsTask(root) ? IsEnvelope(root) : !HasData(root)
                && root.Members.Exists(member => WireNames.IsMessage(Folded(member))));

    private static bool IsTask(WireValue value) =>
        value.Kind == WireKind.Object && value.Members.Exists(member => WireNames.IsTaskOnly(Folded(member)));

    private static bool IsLikelyTask(WireValue value) => value.Kind == WireKind.Object
        && value.Members.Exists(member => Folded(member) == "taskid")
        && (HasData(value) || !value.Members.Exists(member => WireNames.IsContentOnly(Folded(member))));

    private static WireValue? JsonIn(WireValue value) =>
        value.Kind == WireKind.Text
            && value.Text.AsSpan().TrimStart() is ['{' or '[', ..] ? WireValue.TryParse(value.Text) : null;

    private static string Folded(WireMember member) => WireNames.Fold(WireValue.Unescape(member.Name));
}
