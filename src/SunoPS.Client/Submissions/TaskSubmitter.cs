using System.Net;
using System.Text;
using System.Text.Json;

namespace SunoPS;

/// <summary>Sends submissions, each at most once, and reads the gateway's response.</summary>
/// <param name="channel">Sends the requests.</param>
internal sealed class TaskSubmitter(GatewayChannel channel)
{
    private readonly AnswerReader _reader = new(channel.Connection.StringPool, channel.Connection.Gateway);

    /// <summary>The connection of the requests.</summary>
    public SunoConnection Connection { get; } = channel.Connection;

    /// <summary>The request for a submission, as text without the key.</summary>
    public string Preview(SunoSubmission submission)
    {
        Check(submission);
        string body = Encoding.UTF8.GetString(submission.WriteBody());
        return Connection.KeyMask.Apply($"POST {AddressOf(submission).AbsoluteUri} {body}")!;
    }

    /// <summary>Sends a submission.</summary>
    /// <returns>The task.</returns>
    /// <exception cref="SunoApiException">The gateway did not accept it, or may have accepted it.</exception>
    public async Task<SunoTask> SubmitAsync(SunoSubmission submission, CancellationToken cancellationToken)
    {
        Check(submission);
        Uri address = AddressOf(submission);
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = GatewayChannel.JsonBody(submission.WriteBody()),

            // Above HTTP/1.1 the handler repeats requests by itself where the server says that it has not begun with them.
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        OneTimeRequest.Mark(request);
        try
        {
            using HttpResponseMessage response = await channel.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return Read(response, submission);
        }
        catch (SunoApiException error) when (!error.IsNotSent
            && error.Kind is SunoErrorKind.Timeout or SunoErrorKind.ConnectionFailed or SunoErrorKind.InvalidResponse)
        {
            throw SubmissionErrors.Unknown(address, error);
        }
    }

    private static void Check(SunoSubmission submission)
    {
        ArgumentNullException.ThrowIfNull(submission);
        if (submission.FindFault() is { } fault)
        {
            string what = submission.ToString() is { Length: > 0 } name ? $"'{name}'" : "This";
            throw new SunoApiException(SunoErrorKind.InvalidArgument, $"{what} cannot be submitted: {fault}.");
        }
    }

    private Uri AddressOf(SunoSubmission submission) => new(Connection.SubmitUriPrefix + submission.PathEnd);

    private SunoTask Read(HttpResponseMessage response, SunoSubmission submission)
    {
        Uri address = response.RequestMessage!.RequestUri!;
        if (!response.IsSuccessStatusCode)
        {
            SunoApiException error = GatewayErrors.FromStatus(response, Connection);
            throw SubmissionErrors.IsRefusal(response) ? error : SubmissionErrors.Unknown(address, error);
        }

        GatewayAnswer answer;
        SubmissionAnswer said;
        try
        {
            ReadOnlySpan<byte> utf8 = BufferedContent.Of(response).Utf8.Span;
            answer = _reader.Read(utf8, fallbackId: null);
            said = SubmissionAnswer.Read(utf8);
        }
        catch (JsonException)
        {
            throw GatewayErrors.Unreadable(response, "invalid or truncated JSON", Connection);
        }

        SunoTask? told = answer.Tasks.Count == 1 && answer.Tasks[0].TaskId == said.TaskId ? answer.Tasks[0] : null;
        if (said.TaskId is not null && (answer.IsSuccess || told is not null))
        {
            return Complete(told ?? new SunoTask { TaskId = said.TaskId, Gateway = Connection.Gateway }, submission);
        }

        throw !answer.IsSuccess && !said.HasContent
            ? GatewayErrors.FromAnswer(response, answer, Connection)
            : SubmissionErrors.Unknown(address, GatewayErrors.FromAnswer(response, answer, Connection));
    }

    /// <summary>What the gateway did not say of the task it has just taken.</summary>
    private static SunoTask Complete(SunoTask task, SunoSubmission submission)
    {
        task.Action ??= submission.Action;
        // In whole seconds, as gateways tell it.
        task.SubmitTime ??= DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()).LocalDateTime;
        task.NotifyHook ??= submission.Hook;
        if (task.RawStatus is null)
        {
            task.Status = SunoTaskStatus.Submitted;
        }

        return task;
    }
}
