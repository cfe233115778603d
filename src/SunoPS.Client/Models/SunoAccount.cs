namespace SunoPS;

/// <summary>What a key may spend and use, as far as its gateway reports it.</summary>
public sealed class SunoAccount
{
    internal SunoAccount() { }

    /// <summary>The gateway's name, or its host.</summary>
    public string Gateway { get; internal init; } = "";

    /// <summary>The gateway's software: <c>new-api</c>, <c>one-hub</c> or <c>Suno-API</c>; null if unknown.</summary>
    public string? Software { get; internal set; }

    /// <summary>The name of the key at the gateway; null if unknown.</summary>
    public string? KeyName { get; internal set; }

    /// <summary>The granted amount, including the used one; null if it is unlimited or unknown.</summary>
    public decimal? Granted { get; internal set; }

    /// <summary>The used amount; null if unknown.</summary>
    public decimal? Used { get; internal set; }

    /// <summary>The amount that the key may still spend; null if it is unlimited or unknown.</summary>
    public decimal? Available { get; internal set; }

    /// <summary>
    /// The unit of the amounts: <c>USD</c> or another currency, <c>credits</c>, or <c>quota</c>, the unit of the
    /// gateway; null if there are none.
    /// </summary>
    public string? Unit { get; internal set; }

    /// <summary>
    /// The quota in one unit of money: the charge of a task, <see cref="SunoTask.Quota"/>, divided by it is money; null
    /// if unknown.
    /// </summary>
    public decimal? QuotaPerUnit { get; internal set; }

    /// <summary>True if only the account limits the key; null if unknown.</summary>
    public bool? IsUnlimited { get; internal set; }

    /// <summary>The local time when the key expires; null if never, or if unknown.</summary>
    public DateTime? ExpireTime { get; internal set; }

    /// <summary>The models that the key may use, for which the gateway has a channel; empty if unknown.</summary>
    public IReadOnlyList<string> Models { get; internal set; } = [];

    /// <summary>True if the key can submit music or lyrics, false if it cannot; null if unknown.</summary>
    public bool? CanSubmit { get; internal set; }

    /// <summary>True if the key can fetch tasks, false if it cannot; null if unknown.</summary>
    public bool? CanFetch { get; internal set; }

    /// <summary>The addresses that answered.</summary>
    public IReadOnlyList<string> Source { get; internal set; } = [];
}
