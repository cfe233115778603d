namespace SunoPS;

/// <summary>A valid submission with its request, its preview and its line in the journal, each made once.</summary>
internal sealed class PreparedSubmission
{
    /// <param name="submission">The submission.</param>
    /// <param name="submitter">Sends it.</param>
    /// <param name="subject">How an error names it; null for its own name.</param>
    /// <exception cref="SunoApiException">The submission is invalid.</exception>
    public PreparedSubmission(SunoSubmission submission, TaskSubmitter submitter, string? subject = null)
    {
        if (submission.FindFault() is { } fault)
        {
            subject ??= submission.ToString() is { Length: > 0 } name ? $"'{name}'" : "The submission";
            throw new SunoApiException(SunoErrorKind.InvalidArgument, $"{subject} is invalid: {fault}.");
        }

        SunoConnection connection = submitter.Connection;
        KeyMask mask = connection.KeyMask;
        Submission = submission;
        Submitter = submitter;
        Address = connection.AddressOf(submission);
        Body = submission.WriteBody(KeyMask.None);
        var shown = new SunoJsonObject(submission.WriteBody(mask));
        Preview = $"POST {mask.Apply(Address.AbsoluteUri)} {shown}";
        Line = new JournalLine
        {
            Id = Guid.NewGuid().ToString("N")[..12],
            Time = TimeProvider.System.GetUtcNow(),
            State = SunoSubmissionState.Pending,
            Gateway = connection.Gateway,
            BaseUri = mask.Apply(connection.BaseUri.AbsoluteUri),
            Kind = submission.Kind,
            Action = submission.Action,
            Name = mask.Apply(submission.Name),
            Body = shown,
            Columns = submission.Columns.Count == 0
                ? null
                : new SunoJsonObject(JsonGraph.ToUtf8(SunoSubmission.Masked(submission.Columns, mask))),
        };

        // The outcome, which the same line also has, is far shorter.
        if (Line.ToUtf8().Length > JournalFile.LongestLine / 2)
        {
            throw new SunoApiException(
                SunoErrorKind.InvalidArgument,
                $"{subject ?? "The submission"} is invalid: its texts and columns are longer than "
                    + $"{JournalFile.LongestLine / 2 >> 20} MiB.");
        }
    }

    public SunoSubmission Submission { get; }

    public TaskSubmitter Submitter { get; }

    public Uri Address { get; }

    /// <summary>The body of the request, as UTF-8.</summary>
    public byte[] Body { get; }

    /// <summary>The request as text, with the key masked.</summary>
    public string Preview { get; }

    /// <summary>The first line of its entry; its time is set again when it is written.</summary>
    public JournalLine Line { get; }
}
