namespace SunoPS;

/// <summary>Lets the runtime compile the reader while there is no answer yet: reads a small one on another thread, once in a process.</summary>
internal static class ReaderPreparation
{
    private static int _begun;

    private static ReadOnlySpan<byte> Sample =>
        """
        {"code":"success","message":"","data":[{"task_id":"1","notify_hook":"","action":"MUSIC","status":"SUCCESS","fail_reason":"",
        "submit_time":1716191752,"start_time":1716191757,"finish_time":1716191820,"progress":"100%","search_item":"","data":[{"id":"2","title":"t",
        "status":"complete","metadata":{"tags":"a","prompt":"p","duration":1.5,"type":"gen","error_type":null},"audio_url":"https://a.example/2.mp3",
        "model_name":"chirp-v4","major_model_version":"v4"}]}]}
        """u8;

    /// <summary>Begins, where nobody has, and does not wait.</summary>
    public static void Begin()
    {
        if (Interlocked.Exchange(ref _begun, 1) == 0)
        {
            _ = Task.Run(() => new AnswerReader(new StringPool(), gateway: null).Read(Sample, fallbackId: null));
        }
    }
}
