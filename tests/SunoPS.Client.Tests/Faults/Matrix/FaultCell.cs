namespace SunoPS.Client.Tests.Faults.Matrix;

/// <summary>One fault, once or permanent, and one way to fetch.</summary>
internal sealed record FaultCell(FaultRow Row, bool IsOnce, FetchWay Way)
{
    /// <summary>Number of rounds that a wait polls before its time limit, if no round is interrupted.</summary>
    public const int Rounds = 2;

    /// <summary>A probe, both halves, and both halves of the first.</summary>
    private const int RequestsOfHalves = 5;

    public static readonly string[] Ids = [.. Enumerable.Range(1, 9).Select(number => TaskIds.Music(number))];

    /// <summary>The id whose requests the fault strikes.</summary>
    public static readonly string StruckId = Ids[4];

    public static IEnumerable<FaultCell> All { get; } =
    [
        .. from row in FaultRow.All
           from isOnce in row.Passes ? new[] { true, false } : [false]
           from way in FetchWay.All
           select new FaultCell(row, isOnce, way),
    ];

    public string Name => $"{Row.Name}, {Strikes}, {Way.Command}";

    public string Strikes => IsOnce ? "once" : "always";

    /// <summary>One retry if it fixes the fault, or if it must not be used because it cannot.</summary>
    public int MaximumRetryCount => Row.Passes && !IsOnce ? 0 : Row.Door == Door.Closed ? 10 : 1;

    /// <summary>Whether the fault lasts longer than the time limit of a wait.</summary>
    public bool IsCutShort => Way.Waits && Row.NeverEnds && !IsOnce;

    /// <summary>The expected error of each id; null for its task.</summary>
    public IEnumerable<(string TaskId, SunoErrorKind? Kind)> Expected =>
        Ids.Select(id => (id, Struck.Contains(id) ? ExpectedKind : null));

    public string[] Struck =>
        IsOnce || Row.Kind is null ? []
        : Row.IsBelowRequests ? Ids
        : Row.IsOfOneId ? [StruckId]
        : Ids.Chunk(Way.IdsInRequest).First(request => request.Contains(StruckId));

    public int Requests
    {
        get
        {
            if (Row.IsBelowRequests && !IsOnce)
            {
                return 0;
            }

            int strikes = Struck.Length == 0 ? 0 : Rounded && !IsCutShort && !Row.IsOverInAnHour ? Rounds - 1 : 0;
            return (Ids.Length / Way.IdsInRequest)
                + (IsOnce && !Row.IsBelowRequests ? 1 : 0)
                + Row.RequestsMore
                + (Row.IsOfOneId && !IsOnce && Way.IdsInRequest > 1 ? RequestsOfHalves : 0)
                + (strikes * (1 + Row.RequestsMore));
        }
    }

    /// <summary>The outcome, for the page.</summary>
    public string Outcome
    {
        get
        {
            if (Row.EndsEverything)
            {
                return $"ended by `{ExpectedKind}`";
            }

            int tasks = Ids.Length - Struck.Length;
            string[] parts =
            [
                .. tasks > 0 ? new[] { $"{tasks} tasks" } : [],
                .. Struck.Length > 0 ? new[] { $"{Struck.Length} `{ExpectedKind}`" } : [],
            ];
            string requests = IsRepeatedByTheStack ? $"{Requests} or more" : Requests.ToString(
                CultureInfo.InvariantCulture);
            return $"{string.Join(", ", parts)}; {requests} {(requests == "1" ? "request" : "requests")}";
        }
    }

    /// <summary>Whether the HTTP stack may add requests.</summary>
    public bool IsRepeatedByTheStack => Row.IsRepeatedByTheStack && Way.IdsInRequest == 1;

    private bool Rounded => Way.Waits && ExpectedKind == SunoErrorKind.Timeout;

    private SunoErrorKind? ExpectedKind =>
        Way.Waits && Row is { Kind: not (null or SunoErrorKind.TaskNotFound), EndsEverything: false }
            ? SunoErrorKind.Timeout
            : Row.Kind;

    public override string ToString() => Name;
}

/// <summary>A way to fetch tasks.</summary>
/// <param name="Command">The cmdlet that fetches this way.</param>
/// <param name="Waits">Whether it polls until its time limit.</param>
internal sealed record FetchWay(string Command, int IdsInRequest, bool Waits = false)
{
    public static IReadOnlyList<FetchWay> All { get; } =
        [new("Get-SunoTask", 1), new("Get-SunoTaskBatch", 3), new("Wait-SunoTask", 3, Waits: true)];
}

/// <summary>The outcome of a cell.</summary>
/// <param name="Next">The ids of the tasks from the next command on the connection.</param>
internal sealed record FaultOutcome(
    IReadOnlyList<SunoTaskResult> Results,
    IReadOnlyCollection<SunoRequestEvent> Events,
    long Requests,
    IReadOnlyList<string> Next);
