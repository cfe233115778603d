using Microsoft.AspNetCore.Http;

namespace SunoPS.Gateway;

/// <summary>Sends a body for as long as the client reads.</summary>
/// <param name="announced">The announced length in bytes; null for none.</param>
internal sealed class EndlessBody(long? announced) : IFaultBehavior
{
    private static readonly byte[] Blanks = CreateBlanks();

    public async Task StrikeAsync(FaultStrike strike)
    {
        HttpResponse response = strike.Request.Response;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = announced;
        await response.Body.WriteAsync("""{"code":"success",  """u8.ToArray(), strike.ClientGone);
        while (true)
        {
            await response.Body.WriteAsync(Blanks, strike.ClientGone);
        }
    }

    private static byte[] CreateBlanks()
    {
        byte[] blanks = new byte[64 * 1024];
        blanks.AsSpan().Fill((byte)' ');
        return blanks;
    }
}
