namespace SunoPS;

/// <summary>How saving stands.</summary>
/// <param name="Files">Requested files so far.</param>
/// <param name="Saved">Files that are there, whole.</param>
/// <param name="Failed">Files that ended in an error.</param>
/// <param name="Bytes">Bytes that have come over the network.</param>
public readonly record struct SunoMediaProgress(int Files, int Saved, int Failed, long Bytes);
