using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace SunoPS;

/// <summary>Sends submissions, each at most once, and reads what the gateway says of them.</summary>
/// <param name="connection">The gateway and the key.</param>
/// <param name="reader">Reads answers that hold a whole task.</param>
/// <param name="send">Sends a request through the handlers of the connection.</param>
internal sealed class SunoSubmitter(
    SunoConnection connection, AnswerReader reader, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send)
{
    private static readonly MediaTypeHeaderValue JsonMediaType = new("application/json");

    public string Preview(SunoSubmission submission)
    {
        Check(submission);
        return connection.KeyMask.Apply($"POST {AddressOf(submission).AbsoluteUri} {Encoding.UTF8.GetString(submission.WriteBody())}")!;
    }

    public async Task<SunoTask> SubmitAsync(SunoSubmission submission, CancellationToken cancellationToken)
    {
        Check(submission);
        Uri address = AddressOf(submission);
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new ByteArrayContent(submission.WriteBody()),

            // Above HTTP/1.1 the handler repeats requests by itself where the server says that it has not begun with them.
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Content.Headers.ContentType = JsonMediaType;
        OneTimeRequest.Mark(request);
        try
        {
            using HttpResponseMessage response = await send(request, cancellationToken).ConfigureAwait(false);
            return Read(response, submission);
        }
        catch (SunoApiException error) when (!error.IsNotSent && error.Kind is SunoErrorKind.Timeout or SunoErrorKind.ConnectionFailed or SunoErrorKind.InvalidResponse)
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

    private Uri AddressOf(SunoSubmission submission) => new(connection.SubmitUriPrefix + submission.PathEnd);

    private SunoTask Read(HttpResponseMessage response, SunoSubmission submission)
    {
        Uri address = response.RequestMessage!.RequestUri!;
        if (!response.IsSuccessStatusCode)
        {
            SunoApiException error = GatewayErrors.FromStatus(response, connection);
            throw SubmissionErrors.IsRefusal(response) ? error : SubmissionErrors.Unknown(address, error);
        }

        GatewayAnswer answer;
        SubmissionAnswer said;
        try
        {
            ReadOnlySpan<byte> utf8 = BodyText.ToUtf8(((BufferedContent)response.Content).Bytes, response.Content.Headers.ContentType?.CharSet).Span;
            answer = reader.Read(utf8, fallbackId: null);
            said = SubmissionAnswer.Read(utf8);
        }
        catch (JsonException)
        {
            throw GatewayErrors.Unreadable(response, "something that is no JSON, or that breaks off", connection);
        }

        SunoTask? told = answer.Tasks.Count == 1 && answer.Tasks[0].TaskId == said.TaskId ? answer.Tasks[0] : null;
        if (said.TaskId is not null && (answer.IsSuccess || told is not null))
        {
            return Complete(told ?? new SunoTask { TaskId = said.TaskId, Gateway = connection.Gateway }, submission);
        }

        throw !answer.IsSuccess && !said.HasContent
            ? GatewayErrors.FromAnswer(response, answer, connection)
            : SubmissionErrors.Unknown(address, GatewayErrors.FromAnswer(response, answer, connection));
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
