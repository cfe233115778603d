namespace SunoPS.Gateway;

/// <summary>The faults of a response to a request for the rest of a file.</summary>
public enum WrongPart
{
    None,
    /// <summary>The part begins one byte too late.</summary>
    Late,
    /// <summary>The part begins one byte too early.</summary>
    Early,
    /// <summary>The response has no range.</summary>
    NoRange,
    /// <summary>The range exceeds the end of the file.</summary>
    BeyondEnd,
    /// <summary>The total length in the range is too large.</summary>
    OtherTotal,
    /// <summary>The range has no total length, and the part ends before the end of the file.</summary>
    NoTotal,
    /// <summary>The length of the body differs from the range.</summary>
    OtherLength,
    /// <summary>The response is multipart.</summary>
    Multipart,
    /// <summary>The range is invalid.</summary>
    Nonsense,
    /// <summary>The part belongs to another version.</summary>
    OtherEdition,
}
