using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.RegularExpressions;

namespace SunoPS;

/// <summary>Converts exceptions of .NET and of the system to text for users.</summary>
internal static class ExceptionText
{
    /// <summary>User name and password in an address, such as that of a proxy.</summary>
    private static readonly Regex UserInfo = new(@"(?<=://)[^/\s'""<>]*@", RegexOptions.CultureInvariant);

    /// <summary>
    /// Returns the reason on one line, without the key and without a full stop: that of the innermost exception,
    /// because outer ones only say that something failed.
    /// </summary>
    public static string Of(Exception exception, KeyMask mask) =>
        (IsOfSystem(exception) ? DisplayText.Quote(UserInfo.Replace(exception.GetBaseException().Message, ""), mask)
            : null)?.TrimEnd('.', ' ') ?? "unknown reason";

    /// <summary>
    /// Returns the exception for use as an inner exception; null if its text, or that of an inner one, has the
    /// password of a proxy or may quote a response, such as an invalid header line that repeats the key.
    /// </summary>
    public static Exception? Safe(Exception exception) =>
        IsOfSystem(exception) && !UserInfo.IsMatch(exception.ToString()) ? exception : null;

    /// <summary>True if the text of an exception, and of inner ones, comes only from .NET or the system.</summary>
    public static bool IsOfSystem(Exception exception) =>
        IsOne(exception) && (exception.InnerException is not { } inner || IsOfSystem(inner));

    /// <summary>.NET quotes a response that is invalid or too large.</summary>
    private static bool IsOne(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: var error } => !IsQuoted(error),
        HttpIOException { HttpRequestError: var error } => !IsQuoted(error),
        SunoApiException => true,
        IOException or SocketException or AuthenticationException or Win32Exception or WebException => true,
        OperationCanceledException or TimeoutException or InvalidDataException or ObjectDisposedException => true,
        UnauthorizedAccessException or System.Security.SecurityException or OutOfMemoryException => true,
        ArgumentException or NotSupportedException => true,
        _ => false,
    };

    private static bool IsQuoted(HttpRequestError error) =>
        error is HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded;
}
