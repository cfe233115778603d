using System.Net;

namespace SunoPS;

/// <summary>Finds the row of a gateway by probing its address with the id of a task that does not exist.</summary>
/// <param name="baseUri">The given address.</param>
/// <param name="apiKey">The key; null for none.</param>
/// <param name="options">Network settings.</param>
/// <param name="listener">Receives one event for each probe; null for none.</param>
internal sealed class GatewayDetector(
    Uri baseUri, string? apiKey, SunoConnectionOptions options, IProgress<SunoRequestEvent>? listener)
{
    /// <summary>
    /// The id of a task that does not exist: a request for it is free, and shows whether address and key are valid.
    /// </summary>
    public const string ProbeId = "00000000-0000-0000-0000-000000000000";

    private const int LongestProbeSec = 20;
    private const int LongestShown = 60;

    /// <summary>The dialects of batch requests, the most common first.</summary>
    private static readonly SunoGateway[] Candidates =
    [
        SunoGateway.Custom,
        SunoGateway.Custom with { BatchMethod = SunoBatchMethod.Get },
        SunoGateway.Custom with { BatchPath = "/suno/submit/fetch" },
        SunoGateway.Custom with { BatchPath = "/suno/submit/fetch", BatchMethod = SunoBatchMethod.Get },
    ];

    private readonly List<Probe> _probes = [];

    /// <summary>Probes until a response follows the protocol and accepts the key.</summary>
    /// <exception cref="SunoApiException">No probe was accepted.</exception>
    public async Task<SunoGateway> DetectAsync(CancellationToken cancellationToken)
    {
        ConnectionRules.CheckBaseUri(baseUri, options.AllowUnencryptedAuthentication);
        if (SunoGateway.Known.FirstOrDefault(known => IsHostOf(known.BaseUri!)) is { } row)
        {
            return row;
        }

        foreach (Uri address in Addresses())
        {
            foreach (SunoGateway candidate in Candidates)
            {
                SunoGateway? found = await FindAsync(candidate with { BaseUri = address }, cancellationToken)
                    .ConfigureAwait(false);
                if (found is not null)
                {
                    Probe single = await ProbeAsync(found, oneByOne: true, cancellationToken).ConfigureAwait(false);
                    return found with { AnswersBare = single.IsBare ? true : null };
                }

                if (_probes[^1].EndsDetection || FindForbidden() is not null)
                {
                    throw Failure();
                }
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
        string path = baseUri.AbsolutePath.TrimEnd('/');
        while (path.Length > 0)
        {
            yield return new Uri(host + path);
            path = path[..path.LastIndexOf('/')].TrimEnd('/');
        }

        yield return new Uri(host);
    }

    /// <summary>Tries a candidate with each scheme, and with an action if it is rejected without one.</summary>
    private async Task<SunoGateway?> FindAsync(SunoGateway candidate, CancellationToken cancellationToken)
    {
        SunoAuthenticationScheme[] schemes = apiKey is null
            ? [SunoAuthenticationScheme.Bearer]
            : [SunoAuthenticationScheme.Bearer, SunoAuthenticationScheme.Raw];
        foreach (SunoAuthenticationScheme scheme in schemes)
        {
            SunoGateway row = candidate with { AuthenticationScheme = scheme };
            Probe probe = await ProbeAsync(row, oneByOne: false, cancellationToken).ConfigureAwait(false);
            if (probe.MayNeedAction)
            {
                row = row with { DefaultAction = "MUSIC" };
                probe = await ProbeAsync(row, oneByOne: false, cancellationToken).ConfigureAwait(false);
            }

            if (probe.Error is null)
            {
                return row;
            }

            if (!probe.Error.IsKeyRefused)
            {
                return null;
            }
        }

        return null;
    }

    private async Task<Probe> ProbeAsync(SunoGateway row, bool oneByOne, CancellationToken cancellationToken)
    {
        var connection = new SunoConnection(
            row, apiKey, options with { TimeoutSec = Math.Min(options.TimeoutSec, LongestProbeSec) });
        var probe = new Probe(connection, oneByOne);
        try
        {
            var fetcher = new TaskFetcher(new GatewayChannel(connection, listener: null));
            probe.Answer = await fetcher.ProbeAsync(oneByOne, cancellationToken).ConfigureAwait(false);
        }
        catch (SunoApiException error)
        {
            probe.Error = error;
        }
        finally
        {
            connection.Close();
        }

        _probes.Add(probe);
        listener?.Report(new SunoRequestEvent(
            SunoRequestEventKind.Note, $"Probe {_probes.Count} of {baseUri.Host}: {probe.Request}: {probe.Outcome}"));
        return probe;
    }

    private bool IsHostOf(Uri known) =>
        baseUri.IsDefaultPort && string.Equals(baseUri.Host, known.Host, StringComparison.OrdinalIgnoreCase);

    /// <summary>Creates the error that lists every probe; the most specific failure determines its kind.</summary>
    private SunoApiException Failure()
    {
        Probe? forbidden = FindForbidden();
        SunoApiException? telling = forbidden?.Error
            ?? FirstError(error => RejectsKey(error) && IsOfGateway(error))
            ?? FirstError(error => error.Kind == SunoErrorKind.QuotaExceeded)
            ?? FirstError(error => error.Kind is SunoErrorKind.RateLimited)
            ?? FirstError(error => error.Kind is SunoErrorKind.Timeout or SunoErrorKind.ConnectionFailed)
            ?? FirstError(error => error.StatusCode >= HttpStatusCode.InternalServerError);
        (string message, Remedy remedy) = telling switch
        {
            { Kind: SunoErrorKind.QuotaExceeded, Remedy: Remedy.TopUp } =>
                ($"The account at {baseUri} has no quota left.", Remedy.TopUp),
            { Kind: SunoErrorKind.QuotaExceeded } => (telling.Message, telling.Remedy),
            _ when apiKey is not null && forbidden is not null => (
                $"The gateway at {forbidden.BaseUri} has the batch request {forbidden.Request}, "
                + "but does not permit the API key to fetch.",
                telling!.Remedy),
            { IsKeyRefused: true } when apiKey is null =>
                ($"The gateway at {baseUri} requires an API key.", Remedy.GiveKey),
            { IsKeyRefused: true } => ($"The gateway at {baseUri} rejected the API key.", Remedy.CheckKey),
            { StatusCode: null } => (telling.Message, telling.Remedy),
            null => ($"{baseUri} does not respond in the protocol.", Remedy.UseApiAddress),
            _ => ($"The server at {baseUri} could not be probed.", Remedy.TryLater),
        };

        var lines = new List<string> { message };
        int width = _probes.Max(probe => probe.Request.Length);
        foreach (Probe probe in _probes)
        {
            lines.Add($"  {probe.Request.PadRight(width)}  {probe.Outcome}");
        }

        SunoErrorKind kind = telling?.Kind ?? SunoErrorKind.InvalidResponse;
        SunoApiException source = telling ?? _probes[0].Error!;
        return new SunoApiException(kind, lines, source.InnerException)
        {
            StatusCode = source.StatusCode,
            Code = source.Code,
            GatewayMessage = source.GatewayMessage,
            RequestId = source.RequestId,
            RetryAfter = source.RetryAfter,
            Remedy = remedy,
        };
    }

    /// <summary>Returns the first probe whose path the gateway has, for a key that may not fetch.</summary>
    private Probe? FindForbidden() =>
        _probes.Find(probe => probe.Error is { Kind: SunoErrorKind.Forbidden } error && IsOfGateway(error));

    private SunoApiException? FirstError(Func<SunoApiException, bool> isMeant) =>
        _probes.Find(probe => probe.Error is { } error && isMeant(error))?.Error;

    /// <summary>True if the gateway rejected the key, and not the account behind it.</summary>
    private static bool RejectsKey(SunoApiException error) =>
        error.IsKeyRefused && error.Kind != SunoErrorKind.QuotaExceeded;

    /// <summary>False for the 403 page of a proxy, which is not about the key.</summary>
    private static bool IsOfGateway(SunoApiException error) =>
        error.StatusCode == HttpStatusCode.Unauthorized || error.Code is not null;

    private sealed class Probe(SunoConnection connection, bool oneByOne)
    {
        public Uri BaseUri => connection.BaseUri;

        public GatewayAnswer? Answer { get; set; }

        public SunoApiException? Error { get; set; }

        /// <summary>True if the host is unreachable or limits requests.</summary>
        public bool EndsDetection =>
            Error is { Kind: SunoErrorKind.RateLimited }
                or { StatusCode: null, Kind: not SunoErrorKind.InvalidResponse };

        /// <summary>True if the gateway rejected the body of a request without an action.</summary>
        public bool MayNeedAction =>
            connection.DefaultAction is null && Error is
            {
                Kind: SunoErrorKind.GatewayError,
                StatusCode: HttpStatusCode.OK or HttpStatusCode.BadRequest or (HttpStatusCode)422,
            };

        /// <summary>
        /// True if the error for an unknown task is that of the original server, whose single responses are bare. If
        /// not, the first fetch must show it.
        /// </summary>
        public bool IsBare => Answer is { Code: "invalid_request", Message: "task not exist" };

        /// <summary>The request as text, without the key.</summary>
        public string Request
        {
            get
            {
                bool isSingle = oneByOne || !connection.CanSendBatch;
                string request = isSingle
                    ? $"GET {new Uri(connection.TaskUriPrefix + ProbeId).AbsolutePath}"
                    : $"{connection.BatchMethod.ToString().ToUpperInvariant()} {connection.BatchUri.AbsolutePath}";
                string scheme = connection.ApiKeyHint is null ? "no key"
                    : connection.AuthenticationScheme == SunoAuthenticationScheme.Bearer ? "Bearer key" : "bare key";
                return connection.DefaultAction is { } action && !isSingle
                    ? $"{request} ({scheme}, action {action})"
                    : $"{request} ({scheme})";
            }
        }

        /// <summary>The response as text.</summary>
        public string Outcome => Error switch
        {
            null => IsBare ? "accepted; single tasks have no state" : "accepted",
            { StatusCode: { } status, GatewayMessage: { } said }
                when StatusText.Without(said, status) is { } words =>
                $"{StatusText.Of(status)}: {DisplayText.Cut(words, LongestShown)}",
            { StatusCode: { } status } => StatusText.Of(status),
            { Kind: SunoErrorKind.Timeout } => "no response in time",
            { Kind: SunoErrorKind.ConnectionFailed } => "no connection",
            _ => "not a valid response",
        };
    }
}
