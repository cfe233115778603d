namespace SunoPS;

/// <summary>How far a task is. The gateway's own word is kept in <see cref="SunoTask.RawStatus"/>.</summary>
public enum SunoTaskStatus
{
    /// <summary>
    /// The gateway sent no status, said <c>UNKNOWN</c>, or used a word that no other member stands for.
    /// </summary>
    Unknown,

    /// <summary>Accepted, not begun (<c>NOT_START</c>).</summary>
    NotStart,

    /// <summary>Handed on to Suno (<c>SUBMITTED</c>).</summary>
    Submitted,

    /// <summary>Waiting for its turn (<c>QUEUED</c>).</summary>
    Queued,

    /// <summary>Being made (<c>IN_PROGRESS</c>).</summary>
    InProgress,

    /// <summary>Done, with a result (<c>SUCCESS</c>).</summary>
    Success,

    /// <summary>Done, without a result (<c>FAILURE</c>); <see cref="SunoTask.FailReason"/> says why.</summary>
    Failure,
}
