using System.Net;

namespace SunoPS;

/// <summary>Creates the errors of media hosts and of saved files.</summary>
internal static class MediaErrors
{
    /// <summary>The HResult of .NET for a file that another program has open, on each system.</summary>
    private const int LinuxInUse = 11;
    private const int MacInUse = 35;
    private const int WindowsInUse = unchecked((int)0x80070020);

    /// <summary>The HResult of .NET for a name that is invalid on Windows.</summary>
    private const int WindowsInvalidName = unchecked((int)0x8007007B);

    /// <exception cref="SunoApiException">The system does not allow it.</exception>
    public static void Guard(string path, Action work)
    {
        try
        {
            work();
        }
        catch (Exception exception) when (IsOfFile(exception))
        {
            throw FromFile(exception, path);
        }
    }

    public static SunoApiException FromStatus(HttpResponseMessage response, Uri address)
    {
        ErrorMeaning meaning = ErrorTable.Find(Speaker.MediaHost, response.StatusCode);
        return new SunoApiException(
            meaning.Kind,
            $"{meaning.Summary} ({StatusText.Of(response.StatusCode)} from {MediaAddress.Shown(address)})",
            meaning.Remedy == Remedy.RefreshAddress ? MediaAddress.RemedyOf(address) : meaning.Remedy)
        {
            StatusCode = response.StatusCode,
            RetryAfter = RetryPolicy.RetryAfter(response),
            Traits = meaning.Traits,
        };
    }

    public static SunoApiException Refused(Uri address, HttpStatusCode status, string what) =>
        new(
            SunoErrorKind.GatewayError,
            $"The media address {MediaAddress.Shown(address)} {what}",
            MediaAddress.RemedyOf(address))
        {
            StatusCode = status,
        };

    public static SunoApiException Unfit(
        Uri address, HttpStatusCode status, string what, Remedy remedy, bool isTransient = false) =>
        new(SunoErrorKind.InvalidResponse, $"{MediaAddress.Shown(address)} {what}", remedy)
        {
            StatusCode = status,
            Traits = isTransient ? ErrorTraits.Transient : ErrorTraits.None,
        };

    public static SunoApiException PrivateHost(string host, string? gateway) => new(
        SunoErrorKind.InvalidArgument,
        $"The media host '{host}' is on this machine or in a private network, "
        + (gateway is null
            ? "and the gateway of the clip is not known, because it was saved or is from another process"
            : $"unlike the gateway '{gateway}'"),
        gateway is null ? Remedy.NameGateway : Remedy.AllowPrivateNetwork);

    public static SunoApiException LinkedFolder(string path) =>
        OfFile($"'{path}' is a link, and files are saved inside of their folder only", Remedy.RenameFolder);

    public static SunoApiException Exists(string path) => OfFile($"'{path}' exists", Remedy.Overwrite);

    public static SunoApiException FromRename(Exception exception, string path) => exception switch
    {
        _ when Directory.Exists(path) => OfFile($"'{path}' is a folder", Remedy.RenameFolder, exception),
        FileNotFoundException when Directory.Exists(Path.GetDirectoryName(path)) =>
            OfFile($"Another program has removed or replaced the download of '{path}'", Remedy.TryAgain, exception),
        _ when exception is UnauthorizedAccessException || IsInUse(exception) =>
            OfFile($"'{path}' is in use by another program, or write-protected", Remedy.CloseFile, exception),
        _ => FromFile(exception, path),
    };

    public static SunoApiException FromFile(Exception exception, string path) => exception switch
    {
        DirectoryNotFoundException or FileNotFoundException when Directory.Exists(Path.GetDirectoryName(path)) =>
            OfFile($"The folder of '{path}' does not accept files", Remedy.UseOtherFolder, exception),
        UnauthorizedAccessException => OfFile($"Access to '{path}' is denied", Remedy.CheckPermissions, exception),
        DirectoryNotFoundException or FileNotFoundException =>
            OfFile($"The folder of '{path}' does not exist", Remedy.CreateFolder, exception),
        PathTooLongException => OfFile($"'{path}' is too long for this system", Remedy.UseOtherFolder, exception),
        IOException { HResult: WindowsInvalidName } =>
            OfFile($"'{path}' is not a valid name on this system", Remedy.UseOtherFolder, exception),
        _ when IsInUse(exception) => OfFile($"'{path}' is in use by another program", Remedy.CloseFile, exception),
        _ => OfFile($"'{path}' could not be written: {Reason(exception, path)}", Remedy.CheckDisk, exception),
    };

    public static bool IsInUse(Exception exception) =>
        exception is IOException { HResult: LinuxInUse or MacInUse or WindowsInUse };

    /// <summary>True for exceptions of the file system. An argument can be that of a file over its limit.</summary>
    public static bool IsOfFile(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException
            or System.Security.SecurityException;

    private static SunoApiException OfFile(string message, Remedy remedy, Exception? exception = null) =>
        new(SunoErrorKind.FileError, message, remedy, exception);

    /// <summary>Returns the message of .NET without the path, which the error already contains.</summary>
    private static string Reason(Exception exception, string path)
    {
        string reason = ExceptionText.Of(exception, KeyMask.None).Split(" (Parameter")[0];
        int end = reason.LastIndexOf(" : '" + path, StringComparison.Ordinal);
        return (end > 0 ? reason[..end] : reason).TrimEnd('.');
    }
}
