namespace SunoPS;

/// <summary>
/// Paces the requests of a connection. After "too many requests", all wait for the pause, and continue one by one.
/// While they succeed, one more is sent at once after each round.
/// </summary>
internal sealed class RequestPacer(TimeProvider time)
{
    /// <summary>The random part of a pause, so that several processes do not continue at the same time.</summary>
    private const double Jitter = 0.1;

    private readonly object _lock = new();
    private readonly LinkedList<TaskCompletionSource<int>> _waiting = [];
    private int _limit = int.MaxValue;
    private int _inFlight;
    private int _successes;

    /// <summary>Number of pauses so far: the result of an earlier request does not count for the pace.</summary>
    private int _round;

    /// <summary>Number of pauses that have not ended.</summary>
    private int _pauses;

    /// <summary>Waits until a request may be sent. <see cref="Leave"/> must follow, unless that is canceled.</summary>
    /// <returns>The round of the request.</returns>
    public async Task<int> EnterAsync(bool isFirst, CancellationToken cancellationToken)
    {
        var turn = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            // A request that was rejected goes before others.
            _ = isFirst ? _waiting.AddFirst(turn) : _waiting.AddLast(turn);
            Advance();
        }

        using (cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken)))
        {
            return await turn.Task.ConfigureAwait(false);
        }
    }

    public void Leave(int round, bool isSuccess)
    {
        lock (_lock)
        {
            _inFlight--;
            if (isSuccess && round == _round && _limit < int.MaxValue && ++_successes > _limit)
            {
                _limit++;
                _successes = 0;
            }

            Advance();
        }
    }

    /// <summary>Pauses all requests for a time at least, because the gateway has rejected one of a round.</summary>
    public void Pause(int round, TimeSpan wait)
    {
        lock (_lock)
        {
            _pauses++;
            if (round == _round)
            {
                (_round, _limit, _successes) = (_round + 1, 1, 0);
            }
        }

        _ = ResumeAsync(wait + (wait * Jitter * Random.Shared.NextDouble()));
    }

    private async Task ResumeAsync(TimeSpan wait)
    {
        // Timers count whole milliseconds: a shorter wait would be none.
        var timer = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
        await Task.Delay(timer, time, CancellationToken.None).ConfigureAwait(false);
        lock (_lock)
        {
            _pauses--;
            Advance();
        }
    }

    private void Advance()
    {
        while (_pauses == 0 && _inFlight < _limit && _waiting.First is { } first)
        {
            _waiting.RemoveFirst();
            _inFlight += first.Value.TrySetResult(_round) ? 1 : 0;
        }
    }
}
