namespace SunoPS.Client.Tests;

/// <summary>Reads tasks from the body of a response.</summary>
internal static class ReadTask
{
    /// <summary>Reads a task with only these fields.</summary>
    /// <param name="fields">The fields, such as <c>"action":"MUSIC"</c>.</param>
    public static SunoTask WithFields(string fields) => FromAnswer($$"""[{"task_id":"any-id",{{fields}}}]""");

    /// <summary>Reads a clip with these fields.</summary>
    /// <param name="fields">
    /// The fields, such as <c>"title":"x"</c>. The clip also has an audio address, which identifies it as a clip.
    /// </param>
    public static SunoClip ClipWithFields(string fields) => Assert.Single(WithFields($$"""
        "data":[{"audio_url":"a",{{fields}}}]
        """).Clips);

    public static SunoTask FromAnswer(string json) => Assert.Single(AllFrom(json));

    public static IReadOnlyList<SunoTask> AllFrom(string json) => AnswerReader.Read(Encoding.UTF8.GetBytes(json)).Tasks;
}
