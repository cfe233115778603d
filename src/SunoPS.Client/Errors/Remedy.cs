namespace SunoPS;

/// <summary>The remedy for an error. Callers know how their users apply it.</summary>
internal enum Remedy
{
    /// <summary>The message says everything.</summary>
    None,

    /// <summary>Check the arguments and the settings of the connection.</summary>
    CheckArguments,

    /// <summary>Check the id of the task, and whether the key is that of its account.</summary>
    CheckTaskId,

    /// <summary>Use the batch request, because a single one cannot contain the id.</summary>
    FetchInBatch,

    /// <summary>Give a response that contains tasks.</summary>
    GiveTasks,

    /// <summary>Give a key.</summary>
    GiveKey,

    /// <summary>Check that the key is valid and for this gateway.</summary>
    CheckKey,

    /// <summary>Connect again with a valid key.</summary>
    Reconnect,

    /// <summary>Use a key with the permission.</summary>
    UsePermittedKey,

    /// <summary>Top up the account.</summary>
    TopUp,

    /// <summary>
    /// Wait as long as <see cref="SunoApiException.RetryAfter"/> says, or send fewer requests at once.
    /// </summary>
    SlowDown,

    /// <summary>Try again.</summary>
    TryAgain,

    /// <summary>Try again later.</summary>
    TryLater,

    /// <summary>Try again later, or with a longer time limit for a request.</summary>
    RaiseTimeout,

    /// <summary>Wait again, or longer.</summary>
    WaitLonger,

    /// <summary>Fetch fewer tasks with a request.</summary>
    FetchFewer,

    /// <summary>Fetch fewer tasks with a request, or send fewer requests at once.</summary>
    UseLessMemory,

    /// <summary>Give the address of the API, not of the website.</summary>
    UseApiAddress,

    /// <summary>
    /// Detect the right settings for the address in <see cref="SunoApiException.RemedyTarget"/>.
    /// </summary>
    Detect,

    /// <summary>Connect with the new address of the gateway.</summary>
    FollowMove,

    /// <summary>Give the key separately from the address.</summary>
    SeparateKey,

    /// <summary>Use https, or allow a key in plain http.</summary>
    Encrypt,

    /// <summary>Check the address and the network.</summary>
    CheckAddress,

    /// <summary>Check the address and the port.</summary>
    CheckPort,

    /// <summary>Check the address, the network and the proxy.</summary>
    CheckNetwork,

    /// <summary>Check the proxy between, or try again later.</summary>
    CheckProxy,

    /// <summary>Check the settings of the proxy.</summary>
    CheckProxySettings,

    /// <summary>Check the address, or accept the certificate.</summary>
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

    /// <summary>Save the incomplete clip.</summary>
    SaveIncomplete,

    /// <summary>Allow media in private networks.</summary>
    AllowPrivateNetwork,

    /// <summary>Close the program that has the file open.</summary>
    CloseFile,

    /// <summary>Rename the folder that has the name of the file, or use other names.</summary>
    RenameFolder,

    /// <summary>Give the folder apart from the names of its files.</summary>
    GiveFolder,

    /// <summary>Use another folder.</summary>
    UseOtherFolder,

    /// <summary>Check the permissions of the folder, or use another one.</summary>
    CheckPermissions,

    /// <summary>Create the folder, or use another one.</summary>
    CreateFolder,

    /// <summary>Check the free space of the disk, and the folder.</summary>
    CheckDisk,
}
