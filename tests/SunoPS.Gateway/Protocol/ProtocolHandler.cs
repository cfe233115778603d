namespace SunoPS.Gateway;

/// <summary>Responds in the dialect of the request.</summary>
internal sealed class ProtocolHandler(
    KeyCheck keyCheck, TaskStore store, TaskWriter writer, GatewaySubmissions submissions, bool ownMedia)
{
    // Slightly more than a generated task with two nested clips.
    private const int BytesPerTask = 4 * 1024;

    public Task AnswerAsync(GatewayRequest request)
    {
        if (ProtocolRoute.Of(request.Dialect, request.Path) is not { } route)
        {
            return TextAnswer.SendNotFoundAsync(request.Response);
        }

        if (!route.Methods.Contains(request.Method))
        {
            return request.Dialect.Words.SaysWrongMethod
                ? TextAnswer.SendMethodNotAllowedAsync(request.Response, route.Methods)
                : TextAnswer.SendNotFoundAsync(request.Response);
        }

        if (!keyCheck.Accepts(request))
        {
            return KeyCheck.RefuseAsync(request);
        }

        return route switch
        {
            { Submission: { } kind } => AnswerSubmissionAsync(request, kind),
            { TaskId: { } id } => AnswerSingleAsync(request, id),
            _ => AnswerBatchAsync(request),
        };
    }

    private async Task AnswerSubmissionAsync(GatewayRequest request, SubmissionKind kind)
    {
        if (
            !SubmissionRequest.TryParse(
                kind, request.Dialect, request.Body, out SubmissionRequest? submission, out string? error))
        {
            await Envelope.SendErrorAsync(request.Response, ("invalid_request", error));
            return;
        }

        using var answer = new JsonAnswer();
        Envelope.WriteStart(answer.Writer);
        answer.Writer.WriteStringValue(submissions.Accept(submission, request));
        Envelope.WriteEnd(answer.Writer);
        await answer.SendAsync(request.Response);
    }

    private async Task AnswerSingleAsync(GatewayRequest request, string id)
    {
        if (!store.TryFind(id, out StoredTask task))
        {
            await Envelope.SendErrorAsync(request.Response, request.Dialect.Words.UnknownTask);
            return;
        }

        using var answer = new JsonAnswer();
        Envelope.WriteStart(answer.Writer);
        if (request.Dialect.AnswersBare)
        {
            writer.WriteContent(answer.Writer, task, request.Dialect);
        }
        else
        {
            writer.Write(answer.Writer, task, request.Dialect);
        }

        Envelope.WriteEnd(answer.Writer);
        await answer.SendAsync(request.Response, ownMedia: ownMedia);
    }

    private async Task AnswerBatchAsync(GatewayRequest request)
    {
        if (!BatchRequest.TryParse(request.Body, out BatchRequest? batch, out string? error))
        {
            await Envelope.SendErrorAsync(request.Response, ("invalid_request", error));
            return;
        }

        if (request.Dialect.RequiresAction && string.IsNullOrEmpty(batch.Action))
        {
            await Envelope.SendErrorAsync(request.Response, ("invalid_request", "action is required"));
            return;
        }

        List<StoredTask> tasks = store.FindAll(batch.Ids);
        using var answer = new JsonAnswer((tasks.Count + 1) * BytesPerTask);
        Envelope.WriteStart(answer.Writer);
        answer.Writer.WriteStartArray();
        foreach (StoredTask task in tasks)
        {
            writer.Write(answer.Writer, task, request.Dialect);
        }

        answer.Writer.WriteEndArray();
        Envelope.WriteEnd(answer.Writer);
        await answer.SendAsync(request.Response, ownMedia: ownMedia);
    }
}
