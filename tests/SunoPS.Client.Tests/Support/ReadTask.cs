namespace SunoPS.Client.Tests;

internal static class ReadTask
{
    /// <summary>Reads a task with only these fields, such as <c>"action":"MUSIC"</c>, from a response.</summary>
    public static SunoTask WithFields(string fields) => Assert.Single(
        AnswerReader.Read(Encoding.UTF8.GetBytes($$"""[{"task_id":"any-id",{{fields}}}]""")).Tasks);
}
