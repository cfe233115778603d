using Microsoft.AspNetCore.Http;

namespace SunoPS.Gateway;

/// <summary>What open-source gateway software answers beside its tasks, as recorded.</summary>
internal sealed class RelayAnswers(GatewaySubmissions submissions)
{
    /// <summary>The endings of keys with a state, such as <c>sk-local-gateway-key-expired</c>.</summary>
    public static readonly string[] KeyNames =
        ["disabled", "expired", "used-up", "exact", "limited", "poor", "modelonly", "lonely"];

    private const string Usage = "GET /api/usage/token/";

    /// <summary>The calls of the address of usage in <see cref="Window"/> that are answered.</summary>
    private const int CallsInWindow = 20;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(20);

    private readonly Queue<DateTime> _calls = new();

    public void Clear()
    {
        lock (_calls)
        {
            _calls.Clear();
        }
    }

    /// <summary>Sends the answer to a request; false if the request is one for tasks.</summary>
    /// <param name="request">The request.</param>
    /// <param name="key">The name of its key: empty for the usual one, null for a wrong one.</param>
    public async ValueTask<bool> TryAnswerAsync(GatewayRequest request, string? key)
    {
        RelaySoftware software = request.Dialect.Software;
        string target = $"{request.Method} {request.Path}";
        if (RelayAnswer.All.FirstOrDefault(row => row.IsFor(software, key, target, request)) is not { } answer)
        {
            return false;
        }

        HttpResponse response = request.Response;
        if (answer.Target == Usage && !IsWithinLimit())
        {
            response.StatusCode = StatusCodes.Status429TooManyRequests;
            response.ContentLength = 0;
            return true;
        }

        if (answer.Status == StatusCodes.Status301MovedPermanently)
        {
            response.Headers.Clear();
            response.Headers.Location = request.Dialect.PathPrefix + Usage["GET ".Length..];
        }

        string id = RequestId.Of(response, request.Dialect);
        string body = answer.Write(target, id, submissions.SpentBy(key));
        await TextAnswer.SendAsync(response, answer.Status, body, answer.ContentType);
        return true;
    }

    private bool IsWithinLimit()
    {
        lock (_calls)
        {
            while (_calls.TryPeek(out DateTime first) && DateTime.UtcNow - first > Window)
            {
                _calls.Dequeue();
            }

            _calls.Enqueue(DateTime.UtcNow);
            return _calls.Count <= CallsInWindow;
        }
    }
}
