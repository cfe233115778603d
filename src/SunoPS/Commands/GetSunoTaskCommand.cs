using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Gets tasks, each with a separate request.</summary>
[Cmdlet(VerbsCommon.Get, "SunoTask", DefaultParameterSetName = TaskSet)]
[OutputType(typeof(SunoTask), ParameterSetName = [TaskSet])]
[OutputType(typeof(SunoClip), ParameterSetName = [ClipSet])]
public sealed class GetSunoTaskCommand : TaskCommand
{
    /// <summary>Maximum number of requests in flight; the connection's limit by default.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; }

    private protected override SunoFetchOptions FetchOptions => new()
    {
        OneByOne = true,
        ThrottleLimit = ThrottleLimit == 0 ? null : ThrottleLimit,
    };
}
