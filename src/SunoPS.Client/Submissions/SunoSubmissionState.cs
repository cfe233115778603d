namespace SunoPS;

/// <summary>The outcome of a submission, as far as the journal knows it.</summary>
public enum SunoSubmissionState
{
    /// <summary>
    /// About to be sent, or sent without a response yet. Permanent if the process was killed: the gateway may have
    /// accepted it.
    /// </summary>
    Pending,

    /// <summary>The gateway accepted it and created a task.</summary>
    Accepted,

    /// <summary>The gateway certainly did not accept it.</summary>
    Refused,

    /// <summary>The gateway may have accepted it; its response was lost or unreadable.</summary>
    Unknown,

    /// <summary>It was stopped, or failed, before it was sent.</summary>
    NotSent,
}
