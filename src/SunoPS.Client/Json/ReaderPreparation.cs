namespace SunoPS;

/// <summary>
/// Compiles the reader before the first response arrives, by reading a sample on another thread once per process.
/// </summary>
internal static class ReaderPreparation
{
    private static int _begun;

    /// <summary>A response with both shapes of a clip, lyrics, and a field of every kind.</summary>
    private static ReadOnlySpan<byte> Sample =>
        """
        {"code":"success","message":"","data":[
        {"task_id":"1","notify_hook":"","action":"MUSIC","status":"SUCCESS","fail_reason":"","submit_time":1716191752,
        "start_time":1716191757,"finish_time":1716191820,"progress":"100%","search_item":"","data":[
        {"id":"2","title":"t","status":"complete","metadata":{"tags":"a","prompt":"p","duration":1.5,"type":"gen",
        "error_type":null,"error_message":null,"audio_prompt_id":null,"gpt_description_prompt":"d"},
        "audio_url":"https://a.example/2.mp3","image_url":"","video_url":"","model_name":"chirp-v4",
        "image_large_url":"","major_model_version":"v4"},
        {"id":"3","title":"t","status":"complete","metadata":{"tags":"a","prompt":"p","duration":2}}]},
        {"task_id":"4","action":"MUSIC","status":"SUCCESS","submit_time":1716191752,"data":[
        {"id":"5","mv":"chirp-v4","msg":"","tags":["a","b"],"state":"succeeded","title":"t","prompt":"p",
        "status":"complete",        "clip_id":"6","task_id":"4_1","duration":219,
        "audio_url":"https://a.example/6.mp3","continue_at":"",
        "create_time":"1716191752","update_time":"1716191820","continue_clip_id":""}]},
        {"task_id":"7","action":"LYRICS","status":"SUCCESS",
        "data":{"id":"8","text":"l","title":"t","status":"complete"}}]}
        """u8;

    /// <summary>Starts the preparation once. Does not wait.</summary>
    public static void Begin()
    {
        if (Interlocked.Exchange(ref _begun, 1) == 0)
        {
            _ = Task.Run(() => new AnswerReader(new StringPool(), gateway: null).Read(Sample, fallbackId: null));
        }
    }
}
