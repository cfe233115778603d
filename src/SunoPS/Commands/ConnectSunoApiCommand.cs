using System.Management.Automation;
using System.Net;
using System.Security;

namespace SunoPS.Commands;

/// <summary>Sets the gateway, the key and the limits of this session. Sends nothing, except with -Detect.</summary>
[Cmdlet(VerbsCommunications.Connect, "SunoApi", DefaultParameterSetName = KeySet)]
[OutputType(typeof(SunoConnection))]
public sealed class ConnectSunoApiCommand : WaitingCommand
{
    private const string KeySet = "ApiKey";
    private const string GatewaySet = "Gateway";
    private const string BaseUriSet = "BaseUri";
    private const string DetectSet = "Detect";

    // Ranges are the client's to check: an error of PowerShell's own parameter binder would show the line with the key.
    private static readonly SunoConnectionOptions Defaults = new();

    /// <summary>A gateway that is known by name.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = GatewaySet)]
    [ArgumentCompleter(typeof(GatewayCompleter))]
    public string? Gateway { get; set; }

    /// <summary>The base address of any other gateway.</summary>
    [Parameter(Mandatory = true, ParameterSetName = BaseUriSet)]
    [Parameter(Mandatory = true, ParameterSetName = DetectSet)]
    [UriTransformation]
    public Uri? BaseUri { get; set; }

    /// <summary>Probes the base address, at no cost, for how its gateway wants to be asked.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DetectSet)]
    public SwitchParameter Detect { get; set; }

    /// <summary>
    /// The key, as secure string or as text; the environment variable <c>SUNO_API_KEY</c> by default. Alone, it is for
    /// the gateway that the session is connected to, or that the environment names.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = GatewaySet)]
    [Parameter(ParameterSetName = BaseUriSet)]
    [Parameter(ParameterSetName = DetectSet)]
    [SecretTransformation]
    public SecureString? ApiKey { get; set; }

    /// <summary>How the key is sent.</summary>
    [Parameter(ParameterSetName = BaseUriSet)]
    public SunoAuthenticationScheme AuthenticationScheme { get; set; } = SunoGateway.Custom.AuthenticationScheme;

    /// <summary>The HTTP method of a batch request.</summary>
    [Parameter(ParameterSetName = BaseUriSet)]
    public SunoBatchMethod BatchMethod { get; set; } = SunoGateway.Custom.BatchMethod;

    /// <summary>The path of a batch request, below the base address.</summary>
    [Parameter(ParameterSetName = BaseUriSet)]
    public string BatchPath { get; set; } = SunoGateway.Custom.BatchPath;

    /// <summary>The longest that one attempt may take, in seconds.</summary>
    [Parameter]
    public int TimeoutSec { get; set; } = Defaults.TimeoutSec;

    /// <summary>How often a failed request is tried again; 0 for never.</summary>
    [Parameter]
    public int MaximumRetryCount { get; set; } = Defaults.MaximumRetryCount;

    /// <summary>The wait before the first retry, in seconds.</summary>
    [Parameter]
    public int RetryIntervalSec { get; set; } = Defaults.RetryIntervalSec;

    /// <summary>The most requests in flight at once.</summary>
    [Parameter]
    public int ThrottleLimit { get; set; } = Defaults.ThrottleLimit;

    /// <summary>The most ids in one batch request.</summary>
    [Parameter]
    public int BatchSize { get; set; } = Defaults.BatchSize;

    /// <summary>The proxy; the one of the system and the environment where not given.</summary>
    [Parameter]
    [UriTransformation]
    public Uri? Proxy { get; set; }

    /// <summary>Name and password for the proxy.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Takes any TLS certificate, also that of an impostor.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Allows the key to go over plain http to another machine.</summary>
    [Parameter]
    public SwitchParameter AllowUnencryptedAuthentication { get; set; }

    /// <summary>Gives the connection, to hand to <c>-Connection</c>.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        string? apiKey = ApiKey is null
            ? EnvironmentSettings.Read().ApiKey
            : new NetworkCredential("", ApiKey).Password;
        InvocationMask.Remember(apiKey);
        SunoConnectionOptions options;
        try
        {
            SunoConnection? before = ParameterSetName == KeySet
                ? RunspaceState.Current.Connected
                    ?? EnvironmentSettings.Read().ToConnection(apiKey)
                    ?? throw NotConnected()
                : null;
            options = Options(before?.Options ?? Defaults);
            var connection = before is null
                ? new SunoConnection(Detect ? DetectGateway() : SelectGateway(), apiKey, options)
                : before.WithKey(apiKey, options);
            RunspaceState.Current.Connected = connection;
            if (connection.SkipCertificateCheck)
            {
                DebugSafe.WriteWarning(
                    this,
                    $"The certificate of {connection.BaseUri.Host} is not checked: "
                    + "whoever stands between can read the key.");
            }

            if (PassThru)
            {
                WriteObject(connection);
            }
        }
        catch (SunoApiException error)
        {
            InvocationMask.Apply(MyInvocation, takesKey: true);
            // An address is no target here: it can hold a secret in its query.
            ThrowTerminatingError(ErrorRecords.Create(error, Gateway));
        }

        // What is not given stays as it was.
        SunoConnectionOptions Options(SunoConnectionOptions before) => new()
        {
            TimeoutSec = Given(nameof(TimeoutSec)) ? TimeoutSec : before.TimeoutSec,
            MaximumRetryCount = Given(nameof(MaximumRetryCount)) ? MaximumRetryCount : before.MaximumRetryCount,
            RetryIntervalSec = Given(nameof(RetryIntervalSec)) ? RetryIntervalSec : before.RetryIntervalSec,
            ThrottleLimit = Given(nameof(ThrottleLimit)) ? ThrottleLimit : before.ThrottleLimit,
            BatchSize = Given(nameof(BatchSize)) ? BatchSize : before.BatchSize,
            Proxy = Given(nameof(Proxy)) ? Proxy : before.Proxy,
            ProxyCredential = Given(nameof(ProxyCredential))
                ? ProxyCredential?.GetNetworkCredential()
                : before.ProxyCredential,
            SkipCertificateCheck =
                Given(nameof(SkipCertificateCheck)) ? SkipCertificateCheck : before.SkipCertificateCheck,
            AllowUnencryptedAuthentication = Given(nameof(AllowUnencryptedAuthentication))
                ? AllowUnencryptedAuthentication
                : before.AllowUnencryptedAuthentication,
        };

        bool Given(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

        SunoGateway DetectGateway() => WaitFor(
            new ValueTask<SunoGateway>(SunoGateway.DetectAsync(BaseUri!, apiKey, options, Messages, StopToken)));

        SunoGateway SelectGateway() => ParameterSetName == GatewaySet
            ? GatewayArgument.ToGateway(Gateway!, apiKey)
            : SunoGateway.Custom with
            {
                BaseUri = BaseUri,
                AuthenticationScheme = AuthenticationScheme,
                BatchMethod = BatchMethod,
                BatchPath = BatchPath,
            };
    }
}
