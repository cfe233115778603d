namespace SunoPS.Gateway;

/// <summary>The behavior of a kind of fault.</summary>
internal interface IFaultBehavior
{
    /// <summary>Sends a faulty response, or none.</summary>
    Task StrikeAsync(FaultStrike strike);
}
