namespace SunoPS.Soak;

/// <summary>The resources of this process at one time.</summary>
/// <param name="Sockets">Number of connections to the gateway.</param>
/// <param name="Threads">Number of threads of every kind.</param>
/// <param name="HeapBytes">Live bytes on the managed heap after a full collection.</param>
/// <param name="WorkingSetBytes">Physical memory.</param>
internal readonly record struct ProcessSample(int Sockets, int Threads, long HeapBytes, long WorkingSetBytes);
