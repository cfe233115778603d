namespace SunoPS;

/// <summary>What a request does, told while it is under way.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Message">One line on it, without the key.</param>
public readonly record struct SunoRequestEvent(SunoRequestEventKind Kind, string Message);

/// <summary>The steps of a request.</summary>
public enum SunoRequestEventKind
{
    /// <summary>It goes out.</summary>
    Request,

    /// <summary>Its answer has been read.</summary>
    Response,

    /// <summary>It failed and is going to be repeated.</summary>
    Retry,

    /// <summary>Something was learned about the gateway.</summary>
    Note,

    /// <summary>The journal of submissions could not be written.</summary>
    JournalFault,
}
