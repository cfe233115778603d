using System.Text;

namespace SunoPS;

/// <summary>A valid submission with its request, its preview and its line in the journal, each made once.</summary>
internal sealed class PreparedSubmission
{
    private readonly GatewayChannel _channel;
    private readonly Uri _address;
    private readonly byte[] _body;

    /// <inheritdoc cref="SunoClient.Prepare"/>
    public PreparedSubmission(SunoSubmission submission, GatewayChannel channel, string? subject = null)
    {
        Check(submission.FindFault());
        SunoConnection connection = channel.Connection;

        // A word that is the key, too, must stay: the entry can be submitted again.
        KeyMask mask = connection.KeyMask.Strong;
        Submission = submission;
        _channel = channel;
        _address = connection.AddressOf(submission);
        _body = submission.WriteBody(KeyMask.None);
        byte[] shown = submission.WriteBody(mask);
        byte[] columns = JsonGraph.ToUtf8(SunoSubmission.Masked(submission.Columns, mask));
        string? name = submission.Name is null ? null : mask.Apply(Whole(submission.Name));
        Line = new JournalLine(
            Id: "f" + Guid.NewGuid().ToString("N")[..11], // No number, which a spreadsheet would change.
            Time: TimeProvider.System.GetUtcNow(),
            State: SunoSubmissionState.Pending,
            TaskId: null,
            Error: null,
            connection.Gateway,
            mask.Apply(connection.BaseUri.AbsoluteUri),
            submission.Kind,
            submission.Action,
            name,
            new SunoJsonObject(shown),
            submission.Columns.Count == 0 ? null : new SunoJsonObject(columns));
        Preview = $"POST {mask.Apply(_address.AbsoluteUri)} {Line.Body}";

        // The rest of a line, also of one with the outcome, is far shorter.
        const int most = JournalFile.LongestLine / 2;
        bool isTooLong = shown.Length + columns.Length + JsonGraph.ToUtf8(name).Length > most;
        Check(isTooLong ? $"its texts and columns are longer than {most >> 20} MiB" : null);

        // A file has no halves of characters, such as that of a name that was cut.
        static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

        void Check(string? fault)
        {
            if (fault is not null)
            {
                subject ??= submission.ToString() is { Length: > 0 } name ? $"'{name}'" : "The submission";
                throw SunoApiException.Invalid($"{subject} is invalid: {fault}.");
            }
        }
    }

    public SunoSubmission Submission { get; }

    public SunoConnection Connection => _channel.Connection;

    public KeyMask KeyMask => Connection.KeyMask;

    /// <summary>The request as text, with the key masked.</summary>
    public string Preview { get; }

    /// <summary>The first line of its entry; its time is set again when it is written.</summary>
    public JournalLine Line { get; }

    /// <summary>The UTC time of an entry that it repeats; its own is later, whatever the clock says.</summary>
    public DateTime RepeatedTime { get; set; }

    /// <summary>Sends the submission, at most once. A response in flight is read even after a stop.</summary>
    /// <exception cref="SunoApiException">It was certainly not accepted, or its outcome is not known.</exception>
    public async Task<SunoTask> SendAsync(CancellationToken stop)
    {
        using var request = new GatewayRequest(HttpMethod.Post, _address)
        {
            IsOneTime = true,
            Content = GatewayChannel.JsonBody(_body),
        };
        request.Headers.ConnectionClose = true;
        SunoTask task;
        try
        {
            using HttpResponseMessage response = await _channel.SendAsync(request, stop).ConfigureAwait(false);
            task = SubmittedTask.Read(response, _channel.Connection);
        }
        catch (SunoApiException error) when (!error.IsRefused && error.Kind != SunoErrorKind.SubmissionUnknown)
        {
            throw GatewayErrors.Unknown(_address, error);
        }

        // Add what the response does not contain; the time in whole seconds, like those of gateways.
        task.Action ??= Submission.Action;
        task.Subject = Submission.ToString();
        task.SubmitTime ??= DateTimeOffset
            .FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()).LocalDateTime;
        task.NotifyHook ??= Submission.Hook;
        task.Status = task.RawStatus is null ? SunoTaskStatus.Submitted : task.Status;
        return task;
    }
}
