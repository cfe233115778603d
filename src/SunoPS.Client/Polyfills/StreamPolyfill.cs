using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;

namespace SunoPS;

[Embedded]
internal static class StreamPolyfill
{
    extension(Stream stream)
    {
        /// <remarks>A started read of a network stream ignores the token, so cancellation closes the stream.</remarks>
        public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            MemoryMarshal.TryGetArray(buffer, out ArraySegment<byte> array);
            using CancellationTokenRegistration closing = cancellationToken.Register(
                static opened => ((Stream)opened!).Dispose(), stream);
            try
            {
                return await stream.ReadAsync(array.Array!, array.Offset, array.Count, cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (Exception exception) when (
                cancellationToken.IsCancellationRequested && exception is not OperationCanceledException)
            {
                throw new OperationCanceledException(exception.Message, exception, cancellationToken);
            }
            catch (IOException exception) when (
                stream is not FileStream && exception.GetBaseException() is not SocketException)
            {
                throw new HttpIOException(HttpRequestError.ResponseEnded, innerException: exception);
            }
        }

        public async ValueTask<int> ReadAtLeastAsync(
            Memory<byte> buffer, int minimumBytes, bool throwOnEndOfStream, CancellationToken cancellationToken)
        {
            int total = 0;
            int read = 1;
            for (; total < minimumBytes && read > 0; total += read)
            {
                read = await stream.ReadAsync(buffer[total..], cancellationToken).ConfigureAwait(false);
            }

            return read == 0 && throwOnEndOfStream ? throw new EndOfStreamException() : total;
        }
    }
}
