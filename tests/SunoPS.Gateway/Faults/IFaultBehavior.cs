namespace SunoPS.Gateway;

/// <summary>The way in which a kind of fault spoils an answer.</summary>
internal interface IFaultBehavior
{
    /// <summary>Answers wrongly, or not at all.</summary>
    Task StrikeAsync(FaultStrike strike);
}
