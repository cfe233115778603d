namespace SunoPS.Gateway;

/// <summary>The arrangements of the tasks of a response.</summary>
internal enum TaskArrangement
{
    /// <summary>In reverse order.</summary>
    Reversed,

    /// <summary>Each task twice.</summary>
    Doubled,

    /// <summary>An unrequested task before and after each.</summary>
    AmongForeign,

    /// <summary>An unrequested task instead of each.</summary>
    ForeignAlone,
}
