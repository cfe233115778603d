using System.Text;

namespace SunoPS;

/// <summary>A parsed response: tasks or an error.</summary>
internal sealed class GatewayAnswer
{
    private const int MostUnread = 10;

    private List<string>? _unread;

    /// <summary>The tasks, in the gateway's order.</summary>
    public List<SunoTask> Tasks { get; } = [];

    /// <summary>
    /// The gateway's code (<c>code</c>, <c>error.code</c>, <c>error.type</c>); null when it sent none.
    /// </summary>
    public string? Code { get; set; }

    /// <summary>The gateway's message (<c>message</c>, <c>error.message</c>); null when it sent none.</summary>
    public string? Message { get; set; }

    /// <summary>The gateway's request id from the body; null when it sent none.</summary>
    public string? RequestId { get; set; }

    /// <summary>Number of tokens that the reader passed; a token that was read twice counts twice.</summary>
    public long Steps { get; set; }

    /// <summary>True if the response has an <c>error</c> field.</summary>
    public bool HasError { get; set; }

    /// <summary>True if the response has a <c>data</c> field, or contains tasks without an envelope.</summary>
    public bool HasData { get; set; }

    /// <summary>True if the response is bare: the content of a task without the task.</summary>
    public bool IsBare { get; set; }

    /// <summary>True if <c>data</c> contains anything other than tasks.</summary>
    public bool HasForeignData { get; set; }

    /// <summary>The names of members beside the tasks that are not read, limited to a few for a message.</summary>
    public IReadOnlyList<string> Unread => _unread ?? [];

    /// <summary>True if the response is a success without any data: the gateway does not know the tasks.</summary>
    public bool IsEmpty => IsSuccess && HasData && !HasForeignData && Tasks.Count == 0;

    /// <summary>True if the response reports a failure.</summary>
    public bool IsError => !IsSuccess || (!HasData && Message is not null);

    /// <summary>Adds the name of a member that is not read.</summary>
    public void AddUnread(ReadOnlySpan<byte> name)
    {
        if (_unread is not { Count: >= MostUnread })
        {
            (_unread ??= []).Add(Encoding.UTF8.GetString(name));
        }
    }

    /// <summary>True if the code means success, or if there is no code.</summary>
    public bool IsSuccess => !HasError && (Code is null || IsSuccessCode(Code));

    /// <summary>True for a code that means success.</summary>
    public static bool IsSuccessCode(string code) =>
        code.ToUpperInvariant() is "SUCCESS" or "SUCCEEDED" or "OK" or "0" or "1" or "200" or "TRUE";
}
