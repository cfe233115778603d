namespace SunoPS.Gateway;

/// <summary>How an answer ends that does not come to its end.</summary>
internal enum AnswerEnding
{
    /// <summary>The connection is closed as if all had been said.</summary>
    Close,

    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>Nothing more comes.</summary>
    Hang,

    /// <summary>The rest comes a byte now and then.</summary>
    Dribble,
}
