namespace SunoPS;

/// <summary>A listener that can do without some events: that of a response costs more than the response.</summary>
internal interface IEventFilter
{
    /// <summary>False if events of the kind are not shown.</summary>
    bool Takes(SunoRequestEventKind kind);
}
