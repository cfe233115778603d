using System.Collections.Frozen;
using System.Text;

namespace SunoPS.Gateway;

/// <summary>The behavior of each kind of fault.</summary>
internal static class FaultBehaviors
{
    private static readonly FrozenDictionary<FaultKind, IFaultBehavior> Behaviors =
        new Dictionary<FaultKind, IFaultBehavior>
    {
        [FaultKind.ResetBeforeHeaders] = new NoAnswer(AnswerEnding.Reset),
        [FaultKind.CloseBeforeHeaders] = new NoAnswer(AnswerEnding.Close),
        [FaultKind.HangBeforeHeaders] = new NoAnswer(AnswerEnding.Hang),
        [FaultKind.ResetInBody] = new BrokenBody(BodyFraming.Length, AnswerEnding.Reset),
        [FaultKind.HangInBody] = new BrokenBody(BodyFraming.Length, AnswerEnding.Hang),
        [FaultKind.Dribble] = new BrokenBody(BodyFraming.Length, AnswerEnding.Dribble),
        [FaultKind.CutWithLength] = new BrokenBody(BodyFraming.Length, AnswerEnding.Close),
        [FaultKind.CutChunked] = new BrokenBody(BodyFraming.Chunked, AnswerEnding.Close),
        [FaultKind.CutUnframed] = new BrokenBody(BodyFraming.None, AnswerEnding.Close),
        [FaultKind.Status] = new StatusAnswer(),
        [FaultKind.EmptyBody] = new EmptyAnswer(),
        [FaultKind.NoHttp] = new NoHttpAnswer(),
        [FaultKind.EndlessHeaders] = new EndlessHeaders(),
        [FaultKind.WrongGzip] = new BrokenGzip(isCompressed: false),
        [FaultKind.TruncatedGzip] = new BrokenGzip(isCompressed: true),
        [FaultKind.Bomb] = new GzipBomb(),
        [FaultKind.EndlessBody] = new EndlessBody(announced: null),
        [FaultKind.HugeBody] = new EndlessBody(announced: 1L << 40),
        [FaultKind.Redirect] = new RedirectAnswer(),
        [FaultKind.WrongOrder] = new RearrangedTasks(TaskArrangement.Reversed),
        [FaultKind.DoubledTasks] = new RearrangedTasks(TaskArrangement.Doubled),
        [FaultKind.ForeignTasks] = new RearrangedTasks(TaskArrangement.AmongForeign),
        [FaultKind.BadStatusLine] = new BrokenHttp(static key => $"HTTP/1.1 {key}\r\n\r\n"),
        [FaultKind.BadHeader] = new BrokenHttp(
            static key => $"HTTP/1.1 200 OK\r\n{key}\r\nContent-Length: 0\r\n\r\n"),
        [FaultKind.BadChunk] = new BrokenHttp(
            static key => $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{key}\r\n{{}}\r\n0\r\n\r\n"),
        [FaultKind.RedirectWithKey] = new BrokenHttp(RedirectWith),
        [FaultKind.RepeatedData] = new RepeatedData(),
        [FaultKind.RepeatedMembers] = new RepeatedMembers(),
        [FaultKind.UnsafeText] = new UnsafeTexts(),
        [FaultKind.UnsafeError] = new UnsafeError(),
        [FaultKind.OnlyForeignTasks] = new RearrangedTasks(TaskArrangement.ForeignAlone),
    }.ToFrozenDictionary();

    /// <summary>Returns the behavior of a kind; kinds that strike before a request have none.</summary>
    public static IFaultBehavior Of(FaultKind kind) => Behaviors[kind];

    private static string RedirectWith(string key)
    {
        string encoded = string.Concat(Encoding.ASCII.GetBytes(key).Select(static letter => $"%{letter:x2}"));
        return "HTTP/1.1 302 Found\r\nLocation: https://login.example/" + encoded
            + $"?key={key.ToLowerInvariant()}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    }
}
