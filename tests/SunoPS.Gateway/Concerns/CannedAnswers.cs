using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace SunoPS.Gateway;

/// <summary>Prepared responses: a request gets the oldest one that matches. Thread-safe.</summary>
public sealed class CannedAnswers
{
    private readonly object _lock = new();
    private readonly List<QueuedAnswer> _queue = [];

    public void Add(CannedAnswer answer)
    {
        var queued = new QueuedAnswer(answer, answer.Encode());
        lock (_lock)
        {
            _queue.Add(queued);
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
        if (!TryTake(request, out QueuedAnswer? queued))
        {
            return false;
        }

        await SendAsync(queued, request.Response);
        return true;
    }

    private static async Task SendAsync(QueuedAnswer queued, HttpResponse response)
    {
        response.StatusCode = queued.Answer.Status;
        response.ContentType = queued.Answer.ContentType;
        if (MayHaveBody(queued.Answer.Status))
        {
            response.ContentLength = queued.Body.Length;
        }

        foreach ((string name, string? value) in queued.Answer.Headers ?? new Dictionary<string, string?>())
        {
            response.Headers[name] = value;
        }

        if (MayHaveBody(queued.Answer.Status))
        {
            await response.Body.WriteAsync(queued.Body);
        }
    }

    private static bool MayHaveBody(int status) =>
        status is not (
            StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified);

    private bool TryTake(GatewayRequest request, [NotNullWhen(true)] out QueuedAnswer? taken)
    {
        lock (_lock)
        {
            taken = _queue.Find(queued => queued.Answer.IsFor(request));
            if (taken is not null && --taken.TimesLeft == 0)
            {
                _queue.Remove(taken);
            }

            return taken is not null;
        }
    }

    private sealed class QueuedAnswer(CannedAnswer answer, byte[] body)
    {
        public CannedAnswer Answer { get; } = answer;

        public byte[] Body { get; } = body;

        public int TimesLeft { get; set; } = answer.Times;
    }
}
