namespace SunoPS.Benchmarks;

/// <summary>The ids of all scenarios.</summary>
internal static class TaskIds
{
    public static IEnumerable<string> First(int count) =>
        Enumerable.Range(1, count).Select(i => $"5f3a0001-0000-4000-8000-{i:x12}");
}
