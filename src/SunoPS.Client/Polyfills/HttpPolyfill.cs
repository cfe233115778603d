using Microsoft.CodeAnalysis;

namespace SunoPS.Polyfills;

[Embedded]
internal static class HttpPolyfill
{
    extension(HttpContent content)
    {
        /// <remarks>Opening the stream does not read the body, so it need not be cancelable.</remarks>
        public Task<Stream> ReadAsStreamAsync(CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return content.ReadAsStreamAsync();
        }
    }
}
