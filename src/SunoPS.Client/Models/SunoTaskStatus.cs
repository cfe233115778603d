namespace SunoPS;

/// <summary>The state of a task. <see cref="SunoTask.RawStatus"/> has the gateway's word.</summary>
public enum SunoTaskStatus
{
    /// <summary>The gateway sent no status, <c>UNKNOWN</c>, or a word without a member.</summary>
    Unknown,
    /// <summary>Accepted, not started (<c>NOT_START</c>).</summary>
    NotStart,
    /// <summary>Submitted to Suno (<c>SUBMITTED</c>).</summary>
    Submitted,
    /// <summary>Queued (<c>QUEUED</c>).</summary>
    Queued,
    /// <summary>In progress (<c>IN_PROGRESS</c>).</summary>
    InProgress,
    /// <summary>Succeeded, with a result (<c>SUCCESS</c>).</summary>
    Success,
    /// <summary>Failed (<c>FAILURE</c>); <see cref="SunoTask.FailReason"/> has the reason.</summary>
    Failure,
}
