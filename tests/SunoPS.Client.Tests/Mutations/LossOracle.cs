namespace SunoPS.Client.Tests.Mutations;

/// <summary>
/// Finds values that are lost between a response and the tasks that were read from it. It knows only the protocol, not
/// the reader: the places of tasks, the names that only a task has, and the meaning of a value by its name.
/// </summary>
internal static class LossOracle
{
    /// <summary>Number of objects around tasks that are opened.</summary>
    private const int MostHolders = 4;

    /// <summary>Finds values of tasks in the response that the read tasks do not contain.</summary>
    /// <param name="root">The response.</param>
    /// <param name="read">The tasks that were read; none if reading failed.</param>
    /// <param name="leaves">Number of compared values.</param>
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
            // Objects that differ from clips only by a task id can be read as tasks too, or as the content of one task.
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

    /// <summary>Returns the nonempty scalars of a task, including those of content in a JSON string.</summary>
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

    /// <summary>Returns the objects of a response that are certainly tasks.</summary>
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
            var left = new Stack<Leaf>(Leaf.Of(member.Value, Leaf.WellFormed(WireValue.Unescape(member.Name))));
            while (left.TryPop(out Leaf? leaf))
            {
                if (leaf.Folded == "data" && !kept.Has(leaf) && JsonIn(leaf.Value) is { } inner)
                {
                    Leaf.Of(inner, leaf.Name).ForEach(left.Push);
                }
                else if (!leaf.IsNothing)
                {
                    leaves++;
                    (kept.Has(leaf) ? found : missing).Add(leaf);
                }
            }
        }

        // A repeated field, in any case style, is not lost if its value is the same.
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

    private static IEnumerable<WireValue> TasksAt(WireValue place, Func<WireValue, bool> isTask, int holders = 0)
    {
        WireValue value = JsonIn(place) ?? place;
        return isTask(value) ? [value]
            : IsLikelyTask(value) ? []
            : HasData(value) && holders < MostHolders ? value.Members.Where(member => Folded(member) == "data")
                .SelectMany(member => TasksAt(member.Value, isTask, holders + 1))
            : value.Members.Select(member => member.Value).Where(isTask);
    }

    /// <summary>Returns clips or lyrics without their task if they are in one place; none if it is ambiguous.</summary>
    private static List<WireValue> ContentAlone(WireValue root)
    {
        List<WireMember> places = IsEnvelope(root)
            || HasData(root) ? root.Members.FindAll(member => Folded(member) == "data") : [new WireMember("", root)];
        if (places is not [{ Value: var place }])
        {
            return [];
        }

        for (int holders = 0; holders < MostHolders && !IsTask(place) && HasData(place); holders++)
        {
            place = place.Members.Last(member => Folded(member) == "data").Value;
        }

        return [WireValue.Object(new WireMember("data", place))];
    }

    private static bool IsEnvelope(WireValue root) =>
        root.Kind == WireKind.Object && root.Members.Exists(member => WireNames.IsEnvelope(Folded(member)));

    private static bool HasData(WireValue root) =>
        root.Kind == WireKind.Object && root.Members.Exists(member => Folded(member) == "data");

    /// <summary>
    /// True for an ambiguous object: with names of both a task and an envelope, or with a message of an envelope
    /// without data.
    /// </summary>
    private static bool IsAmbiguous(WireValue root) => root.Kind == WireKind.Object
        && (
            IsTask(root) ? IsEnvelope(root) : !HasData(root)
                && root.Members.Exists(member => WireNames.IsMessage(Folded(member))));

    private static bool IsTask(WireValue value) =>
        value.Kind == WireKind.Object && value.Members.Exists(member => WireNames.IsTaskOnly(Folded(member))
            && (Folded(member) != "progress" || !HasContentOnly(value)
                || value.Members.Exists(other => Folded(other) == "taskid")));

    private static bool HasContentOnly(WireValue value) =>
        value.Members.Exists(member => WireNames.IsContentOnly(Folded(member)));

    private static bool IsLikelyTask(WireValue value) => value.Kind == WireKind.Object
        && value.Members.Exists(member => Folded(member) == "taskid")
        && (HasData(value) || !HasContentOnly(value));

    private static WireValue? JsonIn(WireValue value) =>
        value.Kind == WireKind.Text
            && value.Text.AsSpan().TrimStart() is ['{' or '[', ..]
            && WireValue.TryParse(value.Text) is { } inner
            && inner.Depth <= JsonText.MaximumDepth
                ? inner.WithoutReplaced()
                : null;

    private static string Folded(WireMember member) => WireNames.Fold(WireValue.Unescape(member.Name));
}
