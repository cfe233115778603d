namespace SunoPS;

/// <summary>The remedy for an error. Callers know how their users apply it.</summary>
internal enum Remedy
{
    /// <summary>The message says everything.</summary>
    None,
    CheckArguments,
    CheckTaskId,
    /// <summary>A single request cannot contain the id.</summary>
    FetchInBatch,
    GiveTasks,
    GiveKey,
    CheckKey,
    Reconnect,
    UsePermittedKey,
    UseUnlimitedKey,
    UseOtherKey,
    FetchAccepted,
    RaiseKeyLimit,
    TopUp,
    ChooseModel,
    GiveOriginTask,
    ChangeSubmission,
    /// <summary>Send fewer requests at once, after <see cref="SunoApiException.RetryAfter"/>.</summary>
    SlowDown,
    TryAgain,
    TryLater,
    RaiseTimeout,
    WaitLonger,
    FetchFewer,
    UseLessMemory,
    UseApiAddress,
    /// <summary>Detect the settings for the address in <see cref="SunoApiException.RemedyTarget"/>.</summary>
    Detect,
    FollowMove,
    SeparateKey,
    Encrypt,
    CheckAddress,
    CheckPort,
    CheckNetwork,
    CheckProxy,
    CheckProxySettings,
    CheckCertificate,
    LookForTask,
    /// <summary>See the entry in <see cref="SunoApiException.RemedyTarget"/> before submitting again.</summary>
    SeeJournal,
    /// <summary>Fetch the task again, because media addresses expire.</summary>
    RefreshAddress,
    OmitMedia,
    WaitForTask,
    FetchLater,
    SaveIncomplete,
    AllowPrivateNetwork,
    /// <summary>Name the gateway of the clip, or allow private networks.</summary>
    NameGateway,
    CloseFile,
    RenameFolder,
    UseOtherFolder,
    CheckPermissions,
    CreateFolder,
    CheckDisk,
    Overwrite,
}
