namespace SunoPS;

/// <summary>A listener that can do without the beginnings of responses, which cost more than the responses.</summary>
internal interface IResponseFilter
{
    /// <summary>False if the events of responses are not shown.</summary>
    bool TakesResponses { get; }
}
