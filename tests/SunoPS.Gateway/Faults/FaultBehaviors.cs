using System.Collections.Frozen;

namespace SunoPS.Gateway;

/// <summary>The behavior of each kind of fault: sends a faulty response, or none.</summary>
internal static class FaultBehaviors
{
    private static readonly FrozenDictionary<FaultKind, Func<FaultStrike, Task>> Behaviors =
        new Dictionary<FaultKind, Func<FaultStrike, Task>>
    {
        [FaultKind.ResetBeforeHeaders] = RawFaults.ResetAsync,
        [FaultKind.CloseBeforeHeaders] = static strike => strike.OpenRaw().CloseAsync(),
        [FaultKind.HangBeforeHeaders] = static strike => strike.HangAsync(),
        [FaultKind.ResetInBody] = static strike =>
            HalfBodies.SendAsync(strike, BodyFraming.Length, HalfBodies.ResetAsync),
        [FaultKind.HangInBody] = static strike =>
            HalfBodies.SendAsync(strike, BodyFraming.Length, static (strike, _) => strike.HangAsync()),
        [FaultKind.Dribble] = HalfBodies.DribbleAsync,
        [FaultKind.CutWithLength] = static strike => HalfBodies.CutAsync(strike, BodyFraming.Length),
        [FaultKind.CutChunked] = static strike => HalfBodies.CutAsync(strike, BodyFraming.Chunked),
        [FaultKind.CutUnframed] = static strike => HalfBodies.CutAsync(strike, BodyFraming.None),
        [FaultKind.Status] = AnswerFaults.StatusAsync,
        [FaultKind.EmptyBody] = AnswerFaults.EmptyAsync,
        [FaultKind.NoHttp] = static strike => RawFaults.SendAsync(strike, "220 mail.example ESMTP ready\r\n"),
        [FaultKind.EndlessHeaders] = RawFaults.EndlessHeadersAsync,
        [FaultKind.WrongGzip] = static strike => GzipFaults.SendAsync(strike, static body => body),
        [FaultKind.TruncatedGzip] = static strike => GzipFaults.SendAsync(strike, GzipFaults.HalfOf),
        [FaultKind.Bomb] = GzipFaults.BombAsync,
        [FaultKind.EndlessBody] = static strike => AnswerFaults.EndlessAsync(strike, announced: null),
        [FaultKind.HugeBody] = static strike => AnswerFaults.EndlessAsync(strike, announced: 1L << 40),
        [FaultKind.Redirect] = AnswerFaults.RedirectAsync,
        [FaultKind.WrongOrder] = static strike => TaskFaults.RearrangeAsync(strike, static tasks => tasks.Reverse()),
        [FaultKind.DoubledTasks] = static strike =>
            TaskFaults.RearrangeAsync(strike, static tasks => tasks.SelectMany(task => new[] { task, task })),
        [FaultKind.ForeignTasks] = static strike => TaskFaults.RearrangeAsync(strike, TaskFaults.AmongForeign),
        [FaultKind.OnlyForeignTasks] = static strike =>
            TaskFaults.RearrangeAsync(strike, static tasks => tasks.Select(TaskFaults.Foreign)),
        [FaultKind.BadStatusLine] = static strike => RawFaults.SendAsync(strike, $"HTTP/1.1 {strike.Key}\r\n\r\n"),
        [FaultKind.BadHeader] = static strike =>
            RawFaults.SendAsync(strike, $"HTTP/1.1 200 OK\r\n{strike.Key}\r\nContent-Length: 0\r\n\r\n"),
        [FaultKind.BadChunk] = static strike => RawFaults.SendAsync(
            strike, $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{strike.Key}\r\n{{}}\r\n0\r\n\r\n"),
        [FaultKind.RedirectWithKey] = RawFaults.RedirectWithKeyAsync,
        [FaultKind.RepeatedData] = TaskFaults.RepeatDataAsync,
        [FaultKind.RepeatedMembers] = TaskFaults.RepeatMembersAsync,
        [FaultKind.UnsafeText] = TaskFaults.SpoilTextsAsync,
        [FaultKind.UnsafeError] = AnswerFaults.UnsafeErrorAsync,
    }.ToFrozenDictionary();

    /// <summary>Returns the behavior of a kind; kinds that strike before a request have none.</summary>
    public static Func<FaultStrike, Task> Of(FaultKind kind) => Behaviors[kind];
}
