using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Fetches tasks, each by a request of its own.</summary>
[Cmdlet(VerbsCommon.Get, "SunoTask")]
[OutputType(typeof(SunoTask), typeof(SunoClip))]
public sealed class GetSunoTaskCommand : SunoFetchCommand
{
    private protected override SunoFetchOptions FetchOptions => new() { OneByOne = true, ThrottleLimit = Given(ThrottleLimit) };
}
