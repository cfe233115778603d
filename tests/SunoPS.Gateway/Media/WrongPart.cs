namespace SunoPS.Gateway;

/// <summary>What is wrong with the answer to a request for the rest of a file.</summary>
public enum WrongPart
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It begins a byte too late.</summary>
    Late,

    /// <summary>It begins a byte too early.</summary>
    Early,

    /// <summary>It does not say which part it is.</summary>
    NoRange,

    /// <summary>It says that it goes on beyond the end of the file.</summary>
    BeyondEnd,

    /// <summary>It says that the file is longer than it is.</summary>
    OtherTotal,

    /// <summary>It does not say how long the file is, and ends before that.</summary>
    NoTotal,

    /// <summary>Its length is not that of its range.</summary>
    OtherLength,

    /// <summary>It is in several parts.</summary>
    Multipart,

    /// <summary>Its range is not one.</summary>
    Nonsense,

    /// <summary>It is the part of another edition.</summary>
    OtherEdition,
}
