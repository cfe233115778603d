using System.Text;
using System.Text.Json;

namespace SunoPS;

/// <summary>A valid submission with its request, its preview and its line in the journal, each made once.</summary>
internal sealed class PreparedSubmission
{
    /// <param name="submission">The submission.</param>
    /// <param name="connection">The gateway and the key.</param>
    /// <exception cref="SunoApiException">The submission is invalid.</exception>
    public PreparedSubmission(SunoSubmission submission, SunoConnection connection)
    {
        if (submission.FindFault() is { } fault)
        {
            string subject = submission.ToString() is { Length: > 0 } name ? $"'{name}'" : "The submission";
            throw new SunoApiException(SunoErrorKind.InvalidArgument, $"{subject} is invalid: {fault}.");
        }

        KeyMask mask = connection.KeyMask;
        Submission = submission;
        Address = new Uri(connection.SubmitUriPrefix + submission.PathEnd);
        Body = submission.WriteBody(KeyMask.None);
        byte[] shown = submission.WriteBody(mask);
        Preview = $"POST {mask.Apply(Address.AbsoluteUri)} {Encoding.UTF8.GetString(shown)}";
        using var body = JsonDocument.Parse(shown);
        Line = new JournalLine
        {
            Id = Guid.NewGuid().ToString("N")[..12],
            Time = default,
            State = SunoSubmissionState.Pending,
            Gateway = connection.Gateway,
            BaseUri = mask.Apply(connection.BaseUri.AbsoluteUri),
            Kind = submission.Kind,
            Action = submission.Action,
            Name = mask.Apply(submission.Name),
            Body = body.RootElement.Clone(),
        };
    }

    public SunoSubmission Submission { get; }

    /// <summary>The address of the request.</summary>
    public Uri Address { get; }

    /// <summary>The body of the request, as UTF-8.</summary>
    public byte[] Body { get; }

    /// <summary>The request as text, with the key masked.</summary>
    public string Preview { get; }

    /// <summary>The first line of its entry; its time is set when it is written.</summary>
    public JournalLine Line { get; }
}
