using System.Net;

namespace SunoPS;

/// <summary>Finds the row of a gateway by probing its address with the id of a task that does not exist.</summary>
internal sealed class GatewayDetector(
    Uri baseUri, string? apiKey, SunoConnectionOptions options, IProgress<SunoRequestEvent>? listener)
{
    /// <summary>The id of no task: a request for it is free, and shows whether address and key are valid.</summary>
    public const string ProbeId = "00000000-0000-0000-0000-000000000000";

    private const int LongestProbeSec = 20;
    private const int LongestShown = 60;

    /// <summary>The failures that determine the error, the most specific first.</summary>
    private static readonly Func<SunoApiException, bool>[] Telling =
    [
        IsForbidden,
        error => error is { IsKeyRefused: true, Kind: not SunoErrorKind.QuotaExceeded } && IsOfGateway(error),
        error => error.Kind == SunoErrorKind.QuotaExceeded,
        error => error.Kind == SunoErrorKind.RateLimited,
        error => error.Kind is SunoErrorKind.Timeout or SunoErrorKind.ConnectionFailed,
        error => error.StatusCode >= HttpStatusCode.InternalServerError,
    ];

    private readonly List<Probe> _probes = [];

    /// <exception cref="SunoApiException">No probe was accepted.</exception>
    public async Task<SunoGateway> DetectAsync(CancellationToken cancellationToken)
    {
        ConnectionRules.CheckBaseUri(baseUri, options.AllowUnencryptedAuthentication);
        if (baseUri.IsDefaultPort
            && SunoGateway.Known.FirstOrDefault(known => known.BaseUri!.Host == baseUri.Host) is { } known)
        {
            return known;
        }

        foreach (SunoGateway row in Addresses().SelectMany(RowsAt).TakeWhile(MayContinue).Where(IsDue))
        {
            if (await IsAcceptedAsync(row, cancellationToken).ConfigureAwait(false))
            {
                return row;
            }
        }

        throw Failure();
    }

    /// <summary>
    /// Returns the given address, then without the last segment of its path, and so on up to the host. Built from text:
    /// a path that begins with two slashes would be a relative address with another host.
    /// </summary>
    private IEnumerable<Uri> Addresses()
    {
        string host = baseUri.GetLeftPart(UriPartial.Authority);
        for (string path = baseUri.AbsolutePath.TrimEnd('/'); path.Length > 0;)
        {
            yield return new Uri(host + path);
            path = path[..path.LastIndexOf('/')].TrimEnd('/');
        }

        yield return new Uri(host);
    }

    /// <summary>Returns each dialect, the most common first.</summary>
    private IEnumerable<SunoGateway> RowsAt(Uri address) =>
        from path in (string[])["/suno/fetch", "/suno/submit/fetch"]
        from method in (SunoBatchMethod[])[SunoBatchMethod.Post, SunoBatchMethod.Get]
        from scheme in (SunoAuthenticationScheme[])[SunoAuthenticationScheme.Bearer, SunoAuthenticationScheme.Raw]
        from action in (string?[])[null, "MUSIC"]
        where scheme == SunoAuthenticationScheme.Bearer || apiKey is not null
        select new SunoGateway
        {
            BaseUri = address,
            BatchPath = path,
            BatchMethod = method,
            AuthenticationScheme = scheme,
            DefaultAction = action,
        };

    /// <summary>True if the last response gives a reason for the row; the first of each dialect needs none.</summary>
    private bool IsDue(SunoGateway row) =>
        row.DefaultAction is not null ? _probes[^1].MayNeedAction
        : row.AuthenticationScheme == SunoAuthenticationScheme.Bearer
            || _probes[^1].Error is { IsKeyRefused: true } or { Kind: SunoErrorKind.Forbidden };

    /// <summary>False if the host is unreachable or limits requests, or has the last dialect for another key.</summary>
    private bool MayContinue(SunoGateway row)
    {
        bool isFirst = row is { DefaultAction: null, AuthenticationScheme: SunoAuthenticationScheme.Bearer };
        bool ends = _probes is [.., { Error: { Kind: SunoErrorKind.RateLimited }
            or { StatusCode: null, Kind: not SunoErrorKind.InvalidResponse } }];
        return !ends && !(isFirst && _probes.Exists(static probe => IsForbidden(probe.Error!)));
    }

    private async Task<bool> IsAcceptedAsync(SunoGateway row, CancellationToken cancellationToken)
    {
        var connection = new SunoConnection(
            row, apiKey, options with { TimeoutSec = Math.Min(options.TimeoutSec, LongestProbeSec) });
        var fetcher = new TaskFetcher(new GatewayChannel(connection, listener: null));
        var probe = new Probe(connection, await fetcher.FindFaultAsync(cancellationToken).ConfigureAwait(false));
        connection.Close();
        _probes.Add(probe);
        listener?.Report(new SunoRequestEvent(
            SunoRequestEventKind.Note, $"Probe {_probes.Count} of {baseUri.Host}: {probe.Request}: {probe.Outcome}"));
        return probe.Error is null;
    }

    /// <summary>Creates the error that lists every probe; the most specific failure determines its kind.</summary>
    private SunoApiException Failure()
    {
        SunoApiException[] errors = [.. _probes.Select(static probe => probe.Error!)];
        SunoApiException? telling = Telling.SelectMany(errors.Where).FirstOrDefault();
        (string message, Remedy remedy) = telling switch
        {
            { Kind: SunoErrorKind.QuotaExceeded, Remedy: Remedy.TopUp } =>
                ($"The account at {baseUri} has no quota left", Remedy.TopUp),
            { Kind: SunoErrorKind.QuotaExceeded } => (telling.Message, telling.Remedy),
            _ when apiKey is not null && _probes.Find(probe => probe.Error == telling) is { } probe
                && IsForbidden(probe.Error!) => (
                $"The gateway at {probe.Connection.BaseUri} has the batch request {probe.Request}, "
                + "but does not permit the API key to fetch",
                telling!.Remedy),
            { IsKeyRefused: true } when apiKey is null =>
                ($"The gateway at {baseUri} requires an API key", Remedy.GiveKey),
            { IsKeyRefused: true } => ($"The gateway at {baseUri} rejected the API key", Remedy.CheckKey),
            { StatusCode: null } => (telling.Message, telling.Remedy),
            null => ($"{baseUri} does not respond in the protocol", Remedy.UseApiAddress),
            _ => ($"The server at {baseUri} could not be probed", Remedy.TryLater),
        };
        int width = _probes.Max(static probe => probe.Request.Length);
        return (telling ?? errors[0])
            .With(telling?.Kind ?? SunoErrorKind.InvalidResponse, message, remedy)
            .WithLines(_probes.Select(probe => $"  {probe.Request.PadRight(width)}  {probe.Outcome}"));
    }

    /// <summary>True if the gateway has the path, but does not let the key fetch.</summary>
    private static bool IsForbidden(SunoApiException error) =>
        error.Kind == SunoErrorKind.Forbidden && IsOfGateway(error);

    /// <summary>False for the 403 page of a proxy, which is not about the key.</summary>
    private static bool IsOfGateway(SunoApiException error) =>
        error.StatusCode == HttpStatusCode.Unauthorized || error.Code is not null;

    private sealed record Probe(SunoConnection Connection, SunoApiException? Error)
    {
        /// <summary>True if the gateway rejected the body of a request without an action.</summary>
        public bool MayNeedAction =>
            Connection.DefaultAction is null && Error is
            {
                Kind: SunoErrorKind.GatewayError,
                StatusCode: HttpStatusCode.OK or HttpStatusCode.BadRequest or (HttpStatusCode)422,
            };

        public string Request
        {
            get
            {
                string request = Connection.CanSendBatch
                    ? $"{Connection.BatchMethod.ToString().ToUpperInvariant()} {Connection.BatchUri.AbsolutePath}"
                    : $"GET {new Uri(Connection.TaskUriPrefix + ProbeId).AbsolutePath}";
                string scheme = Connection.ApiKeyHint is null ? "no key"
                    : Connection.AuthenticationScheme == SunoAuthenticationScheme.Bearer ? "Bearer key" : "bare key";
                string action =
                    Connection is { CanSendBatch: true, DefaultAction: { } given } ? $", action {given}" : "";
                return $"{request} ({scheme}{action})";
            }
        }

        public string Outcome => Error switch
        {
            null => "accepted",
            { StatusCode: { } status } => StatusText.Without(Error.GatewayMessage, status) is { } words
                ? $"{StatusText.Of(status)}: {DisplayText.Cut(words, LongestShown)}"
                : StatusText.Of(status),
            { Kind: SunoErrorKind.Timeout } => "no response in time",
            { Kind: SunoErrorKind.ConnectionFailed } => "no connection",
            _ => "not a valid response",
        };
    }
}
