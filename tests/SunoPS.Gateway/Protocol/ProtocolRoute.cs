namespace SunoPS.Gateway;

/// <summary>The route of a path: one task, a submission, or (with neither) a batch.</summary>
internal readonly record struct ProtocolRoute(
    IReadOnlyList<string> Methods, string? TaskId, SubmissionKind? Submission = null)
{
    private const string SinglePrefix = "/suno/fetch/";

    private const string SubmitPrefix = "/suno/submit/";

    private const string UploadPath = "/suno/uploads/audio-url";

    private static readonly string[] SingleMethods = ["GET"];
    private static readonly string[] SubmitMethods = ["POST"];

    /// <summary>Finds the route of an escaped path below the prefix of its dialect; null if there is none.</summary>
    public static ProtocolRoute? Of(GatewayDialect dialect, string path)
    {
        if (dialect.BatchPaths.Contains(path))
        {
            return new ProtocolRoute(dialect.BatchMethods, null);
        }

        if (path.StartsWith(SubmitPrefix, StringComparison.Ordinal) && KindOf(path[SubmitPrefix.Length..]) is { } kind)
        {
            return new ProtocolRoute(SubmitMethods, null, kind);
        }

        if (path == UploadPath)
        {
            return new ProtocolRoute(SubmitMethods, null, SubmissionKind.Audio);
        }

        return path.StartsWith(SinglePrefix, StringComparison.Ordinal)
            && path.Length > SinglePrefix.Length
            && !path.AsSpan(SinglePrefix.Length).Contains('/')
            ? new ProtocolRoute(SingleMethods, Uri.UnescapeDataString(path[SinglePrefix.Length..]))
            : null;
    }

    private static SubmissionKind? KindOf(string word) => word switch
    {
        "music" => SubmissionKind.Music,
        "lyrics" => SubmissionKind.Lyrics,
        "concat" => SubmissionKind.Concat,
        _ => null,
    };
}
