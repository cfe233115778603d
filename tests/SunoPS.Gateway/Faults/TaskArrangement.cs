namespace SunoPS.Gateway;

/// <summary>What can be done to the tasks of an answer.</summary>
internal enum TaskArrangement
{
    /// <summary>The last comes first.</summary>
    Reversed,

    /// <summary>Each comes twice.</summary>
    Doubled,

    /// <summary>One that nobody asked for stands before each, and behind it.</summary>
    AmongForeign,

    /// <summary>One that nobody asked for stands in the place of each.</summary>
    ForeignAlone,
}
