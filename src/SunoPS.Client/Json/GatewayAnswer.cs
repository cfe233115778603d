using System.Text;

namespace SunoPS;

/// <summary>What a gateway answered: tasks, or a word on why not.</summary>
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

    /// <summary>The gateway's own words (<c>message</c>, <c>error.message</c>); null when it sent none.</summary>
    public string? Message { get; set; }

    /// <summary>The gateway's name for the request, from the body; null when it sent none.</summary>
    public string? RequestId { get; set; }

    /// <summary>The tokens that reading the answer passed, each time that it passed one.</summary>
    public long Steps { get; set; }

    /// <summary>True if the answer had the form of an error (<c>error</c>).</summary>
    public bool HasError { get; set; }

    /// <summary>True if the answer had a <c>data</c> field, or was bare tasks.</summary>
    public bool HasData { get; set; }

    /// <summary>True if the answer was the content of a task without the task.</summary>
    public bool IsBare { get; set; }

    /// <summary>True if <c>data</c> held something that is no task.</summary>
    public bool HasForeignData { get; set; }

    /// <summary>The names of members beside the tasks that are not read, as far as they fit in a message.</summary>
    public IReadOnlyList<string> Unread => _unread ?? [];

    /// <summary>True if the answer holds no task and nothing else: the gateway knows none.</summary>
    public bool IsEmpty => IsSuccess && HasData && !HasForeignData && Tasks.Count == 0;

    /// <summary>True if the answer says that something failed.</summary>
    public bool IsError => !IsSuccess || (!HasData && Message is not null);

    /// <summary>Notes a member that is not read.</summary>
    public void AddUnread(ReadOnlySpan<byte> name)
    {
        if (_unread is not { Count: >= MostUnread })
        {
            (_unread ??= []).Add(Encoding.UTF8.GetString(name));
        }
    }

    /// <summary>True if the code is one of those that stand for success, or there is none.</summary>
    public bool IsSuccess => !HasError && (Code is null
        || Code.ToUpperInvariant() is "SUCCESS" or "SUCCEEDED" or "OK" or "0" or "1" or "200" or "TRUE");
}
