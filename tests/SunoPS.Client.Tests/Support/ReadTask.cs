using System.Text;

namespace SunoPS.Client.Tests;

/// <summary>Tasks read straight from the body of an answer.</summary>
internal static class ReadTask
{
    /// <summary>The only task of an answer that holds just its fields.</summary>
    /// <param name="fields">Such as <c>"action":"MUSIC"</c>.</param>
    public static SunoTask WithFields(string fields) => FromAnswer($$"""[{"task_id":"any-id",{{fields}}}]""");

    /// <summary>The only clip of a task.</summary>
    /// <param name="fields">
    /// Such as <c>"title":"x"</c>; the clip has an audio address besides, by which it is known for one.
    /// </param>
    public static SunoClip ClipWithFields(string fields) => Assert.Single(WithFields($$"""
        "data":[{"audio_url":"a",{{fields}}}]
        """).Clips);

    /// <summary>The only task of an answer.</summary>
    public static SunoTask FromAnswer(string json) => Assert.Single(AllFrom(json));

    /// <summary>Every task of an answer.</summary>
    public static IReadOnlyList<SunoTask> AllFrom(string json) =>
        new AnswerReader(new StringPool(), gateway: null).Read(Encoding.UTF8.GetBytes(json), fallbackId: null).Tasks;
}
