namespace SunoPS.Gateway;

/// <summary>A request that a fault strikes.</summary>
internal sealed record FaultStrike(GatewayRequest Request, GatewayFault Fault, ProtocolHandler Protocol)
{
    public CancellationToken ClientGone => Request.Context.RequestAborted;

    /// <summary>The value of <c>Authorization</c>.</summary>
    public string Key => Request.Context.Request.Headers.Authorization.ToString();

    private Task<CapturedAnswer>? _captured;

    /// <summary>Returns the response that the dialect would have sent. Processes the request only once.</summary>
    public Task<CapturedAnswer> CaptureAsync() => _captured ??= CapturedAnswer.OfAsync(Request, Protocol);

    public RawConnection OpenRaw() => RawConnection.Of(Request.Context);

    public Task HangAsync() => Task.Delay(Timeout.Infinite, ClientGone);

    /// <summary>Sends the faulty response, or none.</summary>
    public Task RunAsync() => Fault.Kind switch
    {
        FaultKind.ResetBeforeHeaders => RawFaults.ResetAsync(this),
        FaultKind.CloseBeforeHeaders => OpenRaw().CloseAsync(),
        FaultKind.HangBeforeHeaders => HangAsync(),
        FaultKind.ResetInBody => HalfBodies.ResetAsync(this),
        FaultKind.HangInBody => HalfBodies.HangAsync(this),
        FaultKind.Dribble => HalfBodies.DribbleAsync(this),
        FaultKind.CutWithLength => HalfBodies.CutWithLengthAsync(this),
        FaultKind.CutChunked => HalfBodies.CutChunkedAsync(this),
        FaultKind.CutUnframed => HalfBodies.CutUnframedAsync(this),
        FaultKind.Status => AnswerFaults.StatusAsync(this),
        FaultKind.EmptyBody => AnswerFaults.EmptyAsync(this),
        FaultKind.NoHttp => RawFaults.SendAsync(this, "220 mail.example ESMTP ready\r\n"),
        FaultKind.EndlessHeaders => RawFaults.EndlessHeadersAsync(this),
        FaultKind.WrongGzip => GzipFaults.SendAsync(this, static body => body),
        FaultKind.TruncatedGzip => GzipFaults.SendAsync(this, GzipFaults.HalfOf),
        FaultKind.Bomb => GzipFaults.BombAsync(this),
        FaultKind.EndlessBody => AnswerFaults.EndlessAsync(this, announced: null),
        FaultKind.HugeBody => AnswerFaults.EndlessAsync(this, announced: 1L << 40),
        FaultKind.Redirect => AnswerFaults.RedirectAsync(this),
        FaultKind.WrongOrder => TaskFaults.RearrangeAsync(this, static tasks => tasks.Reverse()),
        FaultKind.DoubledTasks =>
            TaskFaults.RearrangeAsync(this, static tasks => tasks.SelectMany(task => new[] { task, task })),
        FaultKind.ForeignTasks => TaskFaults.RearrangeAsync(this, TaskFaults.AmongForeign),
        FaultKind.OnlyForeignTasks =>
            TaskFaults.RearrangeAsync(this, static tasks => tasks.Select(TaskFaults.Foreign)),
        FaultKind.BadStatusLine => RawFaults.SendAsync(this, $"HTTP/1.1 {Key}\r\n\r\n"),
        FaultKind.BadHeader => RawFaults.SendAsync(this, $"HTTP/1.1 200 OK\r\n{Key}\r\nContent-Length: 0\r\n\r\n"),
        FaultKind.BadChunk => RawFaults.SendAsync(
            this, $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{Key}\r\n{{}}\r\n0\r\n\r\n"),
        FaultKind.RedirectWithKey => RawFaults.RedirectWithKeyAsync(this),
        FaultKind.RepeatedData => TaskFaults.RepeatDataAsync(this),
        FaultKind.RepeatedMembers => TaskFaults.RepeatMembersAsync(this),
        FaultKind.UnsafeText => TaskFaults.SpoilTextsAsync(this),
        FaultKind.UnsafeError => AnswerFaults.UnsafeErrorAsync(this),
        FaultKind.ResetInHandshake => throw new InvalidOperationException("It strikes before there is a request."),
    };
}
