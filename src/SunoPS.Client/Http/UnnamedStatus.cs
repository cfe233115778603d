using System.Net;

namespace SunoPS;

/// <summary>Statuses that .NET Framework does not name.</summary>
internal static class UnnamedStatus
{
    public const HttpStatusCode PermanentRedirect = (HttpStatusCode)308;
    public const HttpStatusCode TooManyRequests = (HttpStatusCode)429;
}
