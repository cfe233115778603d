namespace SunoPS.Soak;

/// <summary>What this process holds at one time.</summary>
/// <param name="Sockets">Connections to the gateway.</param>
/// <param name="Threads">Threads of every kind.</param>
/// <param name="HeapBytes">What is alive on the managed heap, after a full collection.</param>
/// <param name="WorkingSetBytes">Physical memory.</param>
internal readonly record struct ProcessSample(int Sockets, int Threads, long HeapBytes, long WorkingSetBytes);
