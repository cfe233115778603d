namespace SunoPS.Commands;

/// <summary>Gets tasks, each with a separate request.</summary>
[Cmdlet(VerbsCommon.Get, "SunoTask", DefaultParameterSetName = TaskSet)]
[OutputType(typeof(SunoTask), ParameterSetName = [TaskSet])]
[OutputType(typeof(SunoClip), ParameterSetName = [ClipSet])]
public sealed class GetSunoTaskCommand : FetchCommand
{
    private protected override SunoFetchOptions Options => new() { OneByOne = true };
}
