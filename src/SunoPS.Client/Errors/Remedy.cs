namespace SunoPS;

/// <summary>The remedy for an error. Callers know how their users apply it.</summary>
internal enum Remedy
{
    /// <summary>The message says everything.</summary>
    None,
    CheckArguments,
    CheckTaskId,

    /// <summary>Use the batch request, because a single one cannot contain the id.</summary>
    FetchInBatch,

    /// <summary>Give a response that contains tasks.</summary>
    GiveTasks,
    GiveKey,
    CheckKey,

    /// <summary>Connect again with a valid key.</summary>
    Reconnect,
    UsePermittedKey,

    /// <summary>Fetch with a key of the account that has no model limit.</summary>
    UseUnlimitedKey,

    /// <summary>Use another key of the account, which can fetch the tasks too.</summary>
    UseOtherKey,

    /// <summary>Fetch the accepted tasks with another key of the account.</summary>
    FetchAccepted,

    /// <summary>Raise the limit of the key, or use another key of the account.</summary>
    RaiseKeyLimit,
    TopUp,

    /// <summary>Choose another model, or a key that may use it.</summary>
    ChooseModel,

    /// <summary>Give the task of the continued clip.</summary>
    GiveOriginTask,

    /// <summary>Change the submission, or try again later.</summary>
    ChangeSubmission,

    /// <summary>Send fewer requests at once, after <see cref="SunoApiException.RetryAfter"/>.</summary>
    SlowDown,
    TryAgain,
    TryLater,
    RaiseTimeout,
    RaiseSubmissionTimeout,
    WaitLonger,

    /// <summary>Fetch fewer tasks with a request.</summary>
    FetchFewer,

    /// <summary>Fetch fewer tasks with a request, or send fewer requests at once.</summary>
    UseLessMemory,

    /// <summary>Give the address of the API, not of the website.</summary>
    UseApiAddress,

    /// <summary>Detect the settings for the address in <see cref="SunoApiException.RemedyTarget"/>.</summary>
    Detect,

    /// <summary>Connect with the new address of the gateway.</summary>
    FollowMove,

    /// <summary>Give the key separately from the address.</summary>
    SeparateKey,

    /// <summary>Use https, or allow a key in plain http.</summary>
    Encrypt,
    CheckAddress,
    CheckPort,
    CheckNetwork,

    /// <summary>Check the proxy in between, or try again later.</summary>
    CheckProxy,
    CheckProxySettings,
    CheckCertificate,

    /// <summary>Look for the task at the gateway before submitting again.</summary>
    LookForTask,

    /// <summary>
    /// See the entry of the journal in <see cref="SunoApiException.RemedyTarget"/> before submitting again.
    /// </summary>
    SeeJournal,

    /// <summary>Fetch the task again, because media addresses expire.</summary>
    RefreshAddress,

    /// <summary>Fetch the task again, or do not save this kind of media.</summary>
    OmitMedia,

    /// <summary>Wait for the task, or save the incomplete clip.</summary>
    WaitForTask,

    /// <summary>Fetch the task again later, or save the incomplete clip.</summary>
    FetchLater,
    SaveIncomplete,
    AllowPrivateNetwork,
    CloseFile,

    /// <summary>Rename the folder that has the name of the file, or use other names.</summary>
    RenameFolder,

    UseOtherFolder,
    CheckPermissions,
    CreateFolder,
    CheckDisk,

    /// <summary>Overwrite the file, or use another name.</summary>
    Overwrite,
}
