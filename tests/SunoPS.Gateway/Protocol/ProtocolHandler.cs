namespace SunoPS.Gateway;

/// <summary>Responds in the dialect of the request.</summary>
internal sealed class ProtocolHandler(
    KeyCheck keyCheck, RelayAnswers relays, TaskStore store, TaskWriter writer, GatewaySubmissions submissions,
    bool ownMedia)
{
    // Slightly more than a generated task with two nested clips.
    private const int BytesPerTask = 4 * 1024;

    public async Task AnswerAsync(GatewayRequest request)
    {
        string? key = keyCheck.NameOf(request);
        key = key == "exact" && submissions.SpentBy(key) > 0 ? "used-up" : key;
        if (request.Dialect.Software == RelaySoftware.Other || !await relays.TryAnswerAsync(request, key))
        {
            await AnswerTaskAsync(request, key);
        }
    }

    private Task AnswerTaskAsync(GatewayRequest request, string? key)
    {
        if (ProtocolRoute.Of(request.Dialect, request.Path) is not { } route)
        {
            return TextAnswer.SendNotFoundAsync(request.Response);
        }

        if (!route.Methods.Contains(request.Method))
        {
            return request.Dialect.SaysWrongMethod
                ? TextAnswer.SendMethodNotAllowedAsync(request.Response, route.Methods)
                : TextAnswer.SendNotFoundAsync(request.Response);
        }

        if (key is null)
        {
            return relays.TryAnswerAsync(request, key).AsTask();
        }

        return route switch
        {
            { Submission: { } kind } => AnswerSubmissionAsync(request, kind, key),
            { TaskId: { } id } => AnswerSingleAsync(request, id),
            _ => AnswerBatchAsync(request),
        };
    }

    private async Task AnswerSubmissionAsync(GatewayRequest request, SubmissionKind kind, string key)
    {
        if (
            !SubmissionRequest.TryParse(
                kind, request.Dialect, request.Body, out SubmissionRequest? submission, out string? error))
        {
            await Envelope.SendErrorAsync(request, ("invalid_request", error));
            return;
        }

        using var answer = new JsonAnswer();
        Envelope.WriteStart(answer.Writer);
        answer.Writer.WriteStringValue(submissions.Accept(submission, request, key));
        Envelope.WriteEnd(answer.Writer);
        await answer.SendAsync(request.Response);
    }

    private async Task AnswerSingleAsync(GatewayRequest request, string id)
    {
        if (store.Find(id) is not { } task)
        {
            await Envelope.SendErrorAsync(request, request.Dialect.UnknownTask, request.Dialect.UnknownTaskStatus);
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
            await Envelope.SendErrorAsync(request, ("invalid_request", error));
            return;
        }

        if (request.Dialect.RequiresAction && !batch.HasAction)
        {
            await Envelope.SendErrorAsync(request, ("invalid_request", "action is required"));
            return;
        }

        string[] ids = [.. (batch.Ids ?? []).OfType<string>()];
        List<StoredTask> tasks = store.FindAll(ids);
        using var answer = new JsonAnswer((tasks.Count + 1) * BytesPerTask);
        Envelope.WriteStart(answer.Writer);
        if (tasks.Count == 0 && ids.Length > 0 && request.Dialect.SendsNullForNone)
        {
            answer.Writer.WriteNullValue();
        }
        else
        {
            answer.Writer.WriteStartArray();
            tasks.ForEach(task => writer.Write(answer.Writer, task, request.Dialect));
            answer.Writer.WriteEndArray();
        }

        Envelope.WriteEnd(answer.Writer);
        await answer.SendAsync(request.Response, ownMedia: ownMedia);
    }
}
