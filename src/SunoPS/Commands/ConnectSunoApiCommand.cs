using System.Collections;
using System.Net;
using System.Runtime.CompilerServices;
using System.Security;

namespace SunoPS.Commands;

/// <summary>Connects the session to a gateway. Sends nothing, except with -Detect.</summary>
[Cmdlet(VerbsCommunications.Connect, "SunoApi", DefaultParameterSetName = nameof(Gateway))]
[OutputType(typeof(SunoConnection))]
public sealed class ConnectSunoApiCommand : SunoCommand
{
    // No parameter is mandatory where its set could be chosen without it: PowerShell would prompt for it.

    // The client validates ranges: an error of PowerShell's parameter binder would show the line with the key.
    private static readonly SunoConnectionOptions Defaults = new();

    /// <summary>The name of a known gateway, or the base address of any other.</summary>
    [Parameter(Position = 0, ParameterSetName = nameof(Gateway))]
    [Parameter(Position = 0, ParameterSetName = nameof(Detect))]
    [ArgumentCompleter(typeof(GatewayCompleter))]
    public string? Gateway { get; set; }

    /// <summary>The base address of any gateway; with <see cref="Gateway"/>, of one with its dialect.</summary>
    [Parameter(ParameterSetName = nameof(Gateway))]
    [Parameter(ParameterSetName = nameof(BaseUri))]
    [Parameter(ParameterSetName = nameof(Detect))]
    [UriTransformation]
    public Uri? BaseUri { get; set; }

    /// <summary>Probes the base address at no cost to detect the dialect of its gateway.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(Detect))]
    public SwitchParameter Detect { get; set; }

    /// <summary>
    /// The key, as secure string, as text or as credential with the key as its password; by default, the environment
    /// variable <c>SUNO_API_KEY</c>. Without a gateway, it applies to the current gateway of the session or of the
    /// environment.
    /// </summary>
    [Parameter(ParameterSetName = nameof(Gateway))]
    [Parameter(ParameterSetName = nameof(BaseUri))]
    [Parameter(ParameterSetName = nameof(Detect))]
    [SecretTransformation]
    public SecureString? ApiKey { get; set; }

    /// <summary>An earlier connection, which becomes that of the session again.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(Connection), ValueFromPipeline = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public SunoConnection? Connection { get; set; }

    /// <summary>How the key is sent.</summary>
    [Parameter(ParameterSetName = nameof(BaseUri))]
    public SunoAuthenticationScheme AuthenticationScheme { get; set; } = SunoGateway.Custom.AuthenticationScheme;

    /// <summary>The HTTP method of a batch request.</summary>
    [Parameter(ParameterSetName = nameof(BaseUri))]
    public SunoBatchMethod BatchMethod { get; set; } = SunoGateway.Custom.BatchMethod;

    /// <summary>The path of a batch request, relative to the base address.</summary>
    [Parameter(ParameterSetName = nameof(BaseUri))]
    [ArgumentCompleter(typeof(BatchPathCompleter))]
    public string BatchPath { get; set; } = SunoGateway.Custom.BatchPath;

    /// <summary>The time limit of one attempt, in seconds.</summary>
    [Parameter]
    public int TimeoutSec { get; set; } = Defaults.TimeoutSec;

    /// <summary>The time limit of a submission, in seconds.</summary>
    [Parameter]
    public int SubmissionTimeoutSec { get; set; } = Defaults.SubmissionTimeoutSec;

    /// <summary>Maximum number of retries of a failed request; 0 for none.</summary>
    [Parameter]
    public int MaximumRetryCount { get; set; } = Defaults.MaximumRetryCount;

    /// <summary>The wait before the first retry, in seconds.</summary>
    [Parameter]
    public int RetryIntervalSec { get; set; } = Defaults.RetryIntervalSec;

    /// <summary>Maximum number of requests in flight.</summary>
    [Parameter]
    public int ThrottleLimit { get; set; } = Defaults.ThrottleLimit;

    /// <summary>Maximum number of ids per batch request.</summary>
    [Parameter]
    public int BatchSize { get; set; } = Defaults.BatchSize;

    /// <summary>The proxy; by default, that of the system and the environment.</summary>
    [Parameter]
    [UriTransformation]
    public Uri? Proxy { get; set; }

    /// <summary>Name and password for the proxy.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Uses no proxy, not even that of the system and the environment.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>Further headers for the gateway alone, such as those of a firewall; masked like keys.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Headers { get; set; }

    /// <summary>Accepts any TLS certificate, even a forged one.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Allows sending the key over plain http to another machine.</summary>
    [Parameter]
    public SwitchParameter AllowUnencryptedAuthentication { get; set; }

    /// <summary>Outputs the connection, for <c>-Connection</c>.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Not an address, because its query can contain a secret.</summary>
    private protected override object? ErrorTarget =>
        Gateway is null || GatewayArgument.IsAddress(Gateway) ? null : Gateway;

    private protected override void MaskLine()
    {
        // A short value, such as the name of an environment, would hide equal words and ids in all messages.
        foreach (string secret in (HeadersByName?.Values ?? []).Where(text => text.Length >= 8))
        {
            InvocationMask.Remember(secret);
        }

        InvocationMask.Remember(Proxy is { IsAbsoluteUri: true } ? Proxy.UserInfo : null);
        InvocationMask.Remember(ApiKey is null ? null : TextOf(ApiKey));
        InvocationMask.Apply(MyInvocation, takesKey: true);
    }

    private protected override void End()
    {
        string? apiKey = ApiKey is null ? EnvironmentSettings.Read().ApiKey : TextOf(ApiKey);
        SunoConnection connection = Connect(apiKey);
        RunspaceState.Current.ExplicitConnection = connection;
        if (connection.SkipCertificateCheck)
        {
            Warn($"The certificate of {connection.BaseUri.Host} is not checked: anyone on the network path can "
                + "read the key.");
        }

        if (Connection is null && new KeyMask(apiKey).IsWeak)
        {
            Warn("The API key has only letters, or fewer than eight characters: in messages, it is hidden only "
                + "where it is a word of its own.");
        }

        if (PassThru)
        {
            WriteObject(connection);
        }
    }

    private IReadOnlyDictionary<string, string>? HeadersByName => Headers is null ? null : UserColumns
        .PairsOf(PSObject.AsPSObject(Headers))!
        .GroupBy(static header => header.Key, static header => TextOf(header.Value), StringComparer.OrdinalIgnoreCase)
        .ToDictionary(static same => same.Key, static same => same.Last(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Vaults return a secret as a <see cref="SecureString"/> or as a credential.</summary>
    private static string TextOf(object? value) => CellValue.Unwrap(value) switch
    {
        SecureString secret => new NetworkCredential("", secret).Password,
        PSCredential credential => credential.GetNetworkCredential().Password,
        var text => $"{text}",
    };

    private SunoConnection Connect(string? apiKey)
    {
        if (NoProxy && Proxy is not null)
        {
            throw SunoApiException.Invalid("Give -Proxy or -NoProxy, not both.");
        }

        if (Connection is not null)
        {
            return Options(Connection.Options) == Connection.Options
                ? Connection
                : throw SunoApiException.Invalid(
                    "A connection keeps its settings. Give no other options with -Connection.");
        }

        if (Gateway is null && BaseUri is null)
        {
            SunoConnection before = PreviousConnection(apiKey);
            return before.WithKey(apiKey, Options(before.Options));
        }

        SunoConnectionOptions options = Options(Defaults);
        SunoGateway gateway = Gateway is not null
            ? GatewayArgument.ToGateway(Gateway, apiKey)
            : SunoGateway.Custom with
            {
                AuthenticationScheme = AuthenticationScheme,
                BatchMethod = BatchMethod,
                BatchPath = BatchPath,
            };
        if (BaseUri is not null)
        {
            gateway = gateway.BaseUri is null || !GatewayArgument.IsAddress(Gateway!)
                ? gateway with { BaseUri = BaseUri }
                : throw SunoApiException.Invalid("Two addresses were given. Give one.");
        }

        if (Detect)
        {
            string given = gateway.BaseUri!.AbsoluteUri.TrimEnd('/');
            gateway = WaitFor(SunoGateway.DetectAsync(gateway.BaseUri, apiKey, options, Messages, StopToken));
            string found = gateway.BaseUri!.AbsoluteUri.TrimEnd('/');
            if (found != given)
            {
                Warn($"Connected to {found}, where the gateway is, and not to {given}.");
            }
        }

        return new SunoConnection(gateway, apiKey, options);
    }

    private SunoConnection PreviousConnection(string? apiKey) =>
        ApiKey is null ? throw SunoApiException.Invalid($"No gateway, address or key was given. {WaysToConnect}")
            : Detect ? throw SunoApiException.Invalid("-Detect needs an address. Give it with -BaseUri.")
            : RunspaceState.Current.ExplicitConnection
                ?? EnvironmentSettings.Read().ToConnection(apiKey) ?? throw NotConnected();

    /// <summary>Returns the options; those that are not given keep their values.</summary>
    private SunoConnectionOptions Options(SunoConnectionOptions before)
    {
        return before with
        {
            TimeoutSec = Given(TimeoutSec, before.TimeoutSec),
            SubmissionTimeoutSec = Given(SubmissionTimeoutSec, before.SubmissionTimeoutSec),
            MaximumRetryCount = Given(MaximumRetryCount, before.MaximumRetryCount),
            RetryIntervalSec = Given(RetryIntervalSec, before.RetryIntervalSec),
            ThrottleLimit = Given(ThrottleLimit, before.ThrottleLimit),
            BatchSize = Given(BatchSize, before.BatchSize),
            Proxy = Given(Proxy, before.Proxy),
            NoProxy = Given<bool>(NoProxy, before.NoProxy && Proxy is null),
            ProxyCredential = ProxyCredential?.GetNetworkCredential() ?? before.ProxyCredential,
            Headers = HeadersByName ?? before.Headers,
            SkipCertificateCheck = Given<bool>(SkipCertificateCheck, before.SkipCertificateCheck),
            AllowUnencryptedAuthentication =
                Given<bool>(AllowUnencryptedAuthentication, before.AllowUnencryptedAuthentication),
        };

        T Given<T>(T value, T otherwise, [CallerArgumentExpression(nameof(value))] string parameter = "") =>
            MyInvocation.BoundParameters.ContainsKey(parameter) ? value : otherwise;
    }
}
