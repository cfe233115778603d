namespace SunoPS;

/// <summary>The meaning of an error response.</summary>
/// <param name="Kind">The kind of error.</param>
/// <param name="Summary">What happened, without a full stop; {0} is the operation.</param>
/// <param name="Remedy">The remedy.</param>
/// <param name="Traits">The consequences.</param>
internal sealed record ErrorMeaning(SunoErrorKind Kind, string Summary, Remedy Remedy, ErrorTraits Traits);
