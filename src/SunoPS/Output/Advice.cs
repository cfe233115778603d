namespace SunoPS.Commands;

/// <summary>The table of what to type against an error. The client names only the remedy.</summary>
internal static class Advice
{
    /// <summary>Returns the error with its advice after the first line of its message.</summary>
    public static SunoApiException Complete(SunoApiException error) =>
        Of(error) is { } advice ? error.WithAdvice(advice) : error;

    private static string? Of(SunoApiException error) => error.Remedy switch
    {
        Remedy.None => null,
        Remedy.CheckArguments => "Check the arguments and the connection (Get-SunoConnection).",
        Remedy.CheckTaskId => "Check the id and the key.",
        Remedy.FetchInBatch => "Fetch it with Get-SunoTaskBatch.",
        Remedy.GiveTasks => "Give a response with tasks, the body of a notify_hook, or saved tasks.",
        Remedy.GiveKey => "Give it with -ApiKey of Connect-SunoApi.",
        Remedy.CheckKey => "Check that the key is valid and for this gateway.",
        Remedy.Reconnect => "Reconnect with a valid key: Connect-SunoApi -ApiKey $key.",
        Remedy.UsePermittedKey => "Use a key with the permission, or ask the gateway for it.",
        Remedy.UseUnlimitedKey =>
            "Fetch with a key of the same account that has no model limit: Connect-SunoApi -ApiKey $key.",
        Remedy.UseOtherKey =>
            "Use another key of the same account, which can fetch its tasks too: Connect-SunoApi -ApiKey $key.",
        Remedy.FetchAccepted =>
            "The tasks are accepted and output; another key of the same account can fetch them: "
            + "Connect-SunoApi -ApiKey $key.",
        Remedy.RaiseKeyLimit => "Raise the limit of the key, or use another one: Connect-SunoApi -ApiKey $key.",
        Remedy.ChooseModel => "Choose another -Model, or use a key whose group has it.",
        Remedy.GiveOriginTask => "Give the task of the continued clip with -ContinueTaskId.",
        Remedy.ChangeSubmission => "Change the submission, or try again later.",
        Remedy.TopUp => "Top up the account, then try again.",
        Remedy.SlowDown =>
            $"Try again {(error.RetryAfter is { } wait ? $"in {InWords(wait)}" : "later")}, "
            + "or with a smaller -ThrottleLimit.",
        Remedy.TryAgain => "Try again.",
        Remedy.TryLater => "Try again later.",
        Remedy.RaiseTimeout => "Try again later, or raise -TimeoutSec of Connect-SunoApi.",
        Remedy.WaitLonger => "Wait again, or longer with -TimeoutSec.",
        Remedy.FetchFewer => "Fetch fewer tasks at once with a smaller -BatchSize.",
        Remedy.UseLessMemory => "Use a smaller -BatchSize or -ThrottleLimit.",
        Remedy.UseApiAddress => "Check that -BaseUri is the address of the gateway's API, not of its website.",
        Remedy.Detect =>
            "Check the connection, or detect the right one: "
            + $"Connect-SunoApi -BaseUri {error.RemedyTarget} -Detect.",
        Remedy.FollowMove => "If the gateway has moved, connect with its new address.",
        Remedy.SeparateKey => "Give the address without it, and the key with -ApiKey.",
        Remedy.Encrypt => "Use https, or allow it with -AllowUnencryptedAuthentication.",
        Remedy.CheckAddress => "Check the address and the network.",
        Remedy.CheckPort => "Check the address and the port.",
        Remedy.CheckNetwork => "Check the address, the network and the proxy.",
        Remedy.CheckProxy => "Check the proxy, or try again later.",
        Remedy.CheckProxySettings => "Check -Proxy and -ProxyCredential of Connect-SunoApi.",
        Remedy.CheckCertificate =>
            "Check the address; a gateway's self-signed certificate needs -SkipCertificateCheck.",
        Remedy.LookForTask => "Look for its task at the gateway before you submit it again.",
        Remedy.SeeJournal =>
            $"Before you submit it again, see: Get-SunoSubmission -EntryId '{error.RemedyTarget}'",
        Remedy.RefreshAddress => "Addresses expire: fetch the task again.",
        Remedy.OmitMedia => "Fetch the task again, or leave the kind out of -Media.",
        Remedy.WaitForTask =>
            "Wait for its task with Wait-SunoTask, or save the part that exists with -IncludeStreaming.",
        Remedy.FetchLater =>
            "Fetch its task again later with Get-SunoTask, or save the part that exists with -IncludeStreaming.",
        Remedy.SaveIncomplete => "Save the part that exists with -IncludeStreaming.",
        Remedy.AllowPrivateNetwork => "If you trust the address, allow it with -AllowPrivateNetwork.",
        Remedy.NameGateway =>
            "Give the connection to its gateway with -Connection (Get-SunoConnection), or, if you trust the address, "
            + "allow it with -AllowPrivateNetwork.",
        Remedy.CloseFile => "Close it and try again.",
        Remedy.RenameFolder => "Rename it, or give other file names with -FileName.",
        Remedy.UseOtherFolder => "Give another folder with -Path.",
        Remedy.CheckPermissions => "Check the permissions of the folder, or give another one with -Path.",
        Remedy.CreateFolder => "Create it, or give another one with -Path.",
        Remedy.CheckDisk => "Check the free space of the disk, and the folder.",
        Remedy.Overwrite => "Overwrite it with -Force, or give another name.",
    };

    private static string InWords(TimeSpan wait) => wait switch
    {
        { TotalMinutes: < 2 } => $"{Math.Ceiling(wait.TotalSeconds):0} s",
        { TotalHours: < 2 } => $"{Math.Ceiling(wait.TotalMinutes):0} min",
        _ => $"{Math.Ceiling(wait.TotalHours):0} h",
    };
}
