namespace SunoPS.Gateway;

/// <summary>When a generated task was submitted, started and finished, in Unix seconds.</summary>
internal readonly record struct TaskTimes(long Submitted, long Started, long Finished)
{
    private const long Earliest = 1716191749;
    private const long Span = 40_000_000;

    public static TaskTimes Of(long number)
    {
        long submitted = Earliest + (number % Span);
        long started = submitted + 2 + (number % 40);
        return new TaskTimes(submitted, started, started + 60 + (number % 150));
    }
}
