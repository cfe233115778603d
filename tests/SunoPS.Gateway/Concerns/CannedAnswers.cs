using Microsoft.AspNetCore.Http;

namespace SunoPS.Gateway;

/// <summary>Prepared responses: a request gets the oldest one that matches. Thread-safe.</summary>
public sealed class CannedAnswers
{
    private readonly object _lock = new();
    private readonly List<CannedAnswer> _queue = [];

    public void Add(CannedAnswer answer)
    {
        lock (_lock)
        {
            _queue.Add(answer);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _queue.Clear();
        }
    }

    internal async ValueTask<bool> TryAnswerAsync(GatewayRequest request)
    {
        if (Take(request) is not { } answer)
        {
            return false;
        }

        await SendAsync(answer, request.Response);
        return true;
    }

    private static async Task SendAsync(CannedAnswer answer, HttpResponse response)
    {
        byte[] body = answer.Encode();
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        if (MayHaveBody(answer.Status))
        {
            response.ContentLength = body.Length;
        }

        foreach ((string name, string? value) in answer.Headers ?? new Dictionary<string, string?>())
        {
            response.Headers[name] = value;
        }

        if (MayHaveBody(answer.Status))
        {
            await response.Body.WriteAsync(body);
        }
    }

    private static bool MayHaveBody(int status) =>
        status is not (
            StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified);

    private CannedAnswer? Take(GatewayRequest request)
    {
        lock (_lock)
        {
            int index = _queue.FindIndex(answer => answer.IsFor(request));
            CannedAnswer? taken = index < 0 ? null : _queue[index];
            if (taken?.Times > 1)
            {
                _queue[index] = taken with { Times = taken.Times - 1 };
            }
            else if (taken is not null)
            {
                _queue.RemoveAt(index);
            }

            return taken;
        }
    }
}
