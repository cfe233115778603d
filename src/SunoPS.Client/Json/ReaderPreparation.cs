using System.Runtime.CompilerServices;

namespace SunoPS;

/// <summary>
/// Compiles the reader on another thread while the first request is in flight, because most scripts end before tiered
/// compilation has optimized it.
/// </summary>
internal static class ReaderPreparation
{
    /// <summary>
    /// Optimizes a method of the reader at its first call. The value of <c>AggressiveOptimization</c>, which .NET
    /// Standard does not define.
    /// </summary>
    public const MethodImplOptions Optimized = (MethodImplOptions)512;

    private static int _begun;

    /// <summary>A response with a field of every kind, in both shapes of a clip.</summary>
    private static ReadOnlySpan<byte> Sample =>
        """
        {"code":"success","message":"","data":[{"task_id":"1","notify_hook":"","action":"MUSIC","status":"SUCCESS",
        "fail_reason":"","submit_time":1716191752,"start_time":1716191757,"finish_time":1716191820,"progress":"100%",
        "search_item":"","data":[{"id":"2","title":"t","status":"complete","metadata":{"tags":"a","prompt":"p\n",
        "duration":1.5,"type":"gen","error_type":null,"error_message":null,"gpt_description_prompt":"d"},
        "audio_url":"a","image_url":"","video_url":"","model_name":"m","image_large_url":"","major_model_version":"v"},
        {"id":"3","mv":"m","msg":"","tags":"a","state":"succeeded","title":"t","prompt":"p","status":"complete",
        "clip_id":"4","task_id":"1_2","duration":219,"continue_at":"","create_time":"1716191752",
        "update_time":"1716191820","continue_clip_id":""}]}]}
        """u8;

    /// <summary>Starts the preparation once. Does not wait.</summary>
    public static void Begin()
    {
        if (Interlocked.Exchange(ref _begun, 1) == 0)
        {
            _ = Task.Run(() => new AnswerReader(gateway: null).Read(Sample));
        }
    }
}
