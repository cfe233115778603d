using Microsoft.AspNetCore.Http;

namespace SunoPS.Gateway;

/// <summary>Lets the code of a test respond.</summary>
internal sealed class ResponseHook : IRequestConcern
{
    private volatile Func<HttpContext, Task<bool>>? _respond;

    public Func<HttpContext, Task<bool>>? Respond
    {
        get => _respond;
        set => _respond = value;
    }

    public async ValueTask<bool> TryAnswerAsync(GatewayRequest request)
    {
        if (_respond is not { } respond)
        {
            return false;
        }

        request.RewindBody();
        return await respond(request.Context);
    }
}
