namespace SunoPS.Gateway;

/// <summary>The ways in which an incomplete response ends.</summary>
internal enum AnswerEnding
{
    /// <summary>The connection is closed normally.</summary>
    Close,

    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>Nothing more is sent.</summary>
    Hang,

    /// <summary>The rest is sent slowly, byte by byte.</summary>
    Dribble,
}
