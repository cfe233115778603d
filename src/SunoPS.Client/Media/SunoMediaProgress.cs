namespace SunoPS;

/// <summary>Numbers of requested, complete and failed files, and of bytes received over the network.</summary>
internal readonly record struct SunoMediaProgress(int Files, int Saved, int Failed, long Bytes);
