namespace SunoPS;

/// <summary>Reads tasks from saved JSON: a response, a notification to a <c>notify_hook</c>, or saved tasks.</summary>
internal static class SunoJson
{
    /// <summary>Reads the tasks of a text in UTF-8, or in UTF-16 or UTF-32 with a byte order mark.</summary>
    public static SavedTasks ReadTasks(ReadOnlyMemory<byte> text, CancellationToken cancellationToken)
    {
        var saved = new SavedTasks();
        ReadOnlyMemory<byte> utf8 = AfterBlanks(BodyText.ToUtf8(text));
        while (!utf8.IsEmpty)
        {
            int length;
            try
            {
                GatewayAnswer answer = AnswerReader.Read(utf8.Span, cancellationToken: cancellationToken);
                length = answer.Length;
                ReadOnlyMemory<byte> value = utf8[..length];
                if (value.Span.IndexOf("AdditionalProperties"u8) >= 0
                    && SavedObjects.TryRead(JsonUnfolding.Value(value)) is { } tasks)
                {
                    saved.Tasks.AddRange(tasks);
                }
                else
                {
                    saved.Add(answer);
                }
            }
            catch (InvalidDataException exception)
            {
                saved.AddFault(exception.Message);
                length = NextValue(utf8.Span);
            }

            utf8 = AfterBlanks(utf8[length..]);
        }

        return saved;
    }

    /// <summary>Reads tasks from an object, as <see cref="JsonGraph"/> takes it.</summary>
    /// <exception cref="SunoApiException">The objects are nested too deeply.</exception>
    public static SavedTasks ReadTasks(object? graph, CancellationToken cancellationToken) =>
        SavedObjects.TryRead(graph) is { } tasks
            ? new SavedTasks(tasks) : ReadTasks(JsonGraph.ToUtf8(graph), cancellationToken);

    /// <summary>
    /// Returns where the next line begins with a value: a truncated response costs no other. Lines within a value
    /// are indented, so that no part of a response is taken for a response.
    /// </summary>
    private static int NextValue(ReadOnlySpan<byte> utf8)
    {
        for (int start = 0; ;)
        {
            int line = utf8[start..].IndexOf((byte)'\n') + 1;
            start += line;
            if (line == 0 || start == utf8.Length)
            {
                return utf8.Length;
            }

            if (utf8[start] is (byte)'{' or (byte)'[')
            {
                return start;
            }
        }
    }

    private static ReadOnlyMemory<byte> AfterBlanks(ReadOnlyMemory<byte> utf8) =>
        utf8.Span.IndexOfAnyExcept(" \t\r\n"u8) is >= 0 and var start ? utf8[start..] : default;
}
