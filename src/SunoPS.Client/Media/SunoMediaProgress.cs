namespace SunoPS;

/// <summary>The progress of saving.</summary>
/// <param name="Files">Number of requested files so far.</param>
/// <param name="Saved">Number of complete files.</param>
/// <param name="Failed">Number of files that failed.</param>
/// <param name="Bytes">Number of bytes received over the network.</param>
internal readonly record struct SunoMediaProgress(int Files, int Saved, int Failed, long Bytes);
