using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using PSRunspace = System.Management.Automation.Runspaces.Runspace;

namespace SunoPS.Commands;

/// <summary>The state of the module in one runspace, with the lifetime of the runspace.</summary>
[SuppressMessage(
    "Performance", "CA1812:Avoid uninstantiated internal classes", Justification = "The table makes them.")]
internal sealed class RunspaceState
{
    private static readonly ConditionalWeakTable<PSRunspace, RunspaceState> States = new();

    private readonly Dictionary<string, SunoConnection> _connections = new(StringComparer.OrdinalIgnoreCase);
    private SunoConnection? _explicit;
    private EnvironmentSettings? _settings;
    private SunoConnection? _fromEnvironment;

    /// <summary>The state of the current thread's runspace.</summary>
    public static RunspaceState Current => States.GetOrCreateValue(PSRunspace.DefaultRunspace);

    /// <summary>The connection of <c>Connect-SunoApi</c>; null if not connected.</summary>
    public SunoConnection? ExplicitConnection
    {
        get => _explicit;
        set
        {
            _explicit = value;
            if (value is null)
            {
                _connections.Clear();
                _settings = null;
            }
            else
            {
                _connections[value.Gateway] = value;
            }
        }
    }

    /// <summary>The most recent output tasks.</summary>
    public SeenTasks SeenTasks { get; } = new();

    /// <summary>The explicit connection, or else that of the environment; null without either.</summary>
    /// <exception cref="SunoApiException">A setting of the environment is invalid.</exception>
    public SunoConnection? CurrentConnection => ExplicitConnection ?? FromEnvironment();

    /// <summary>The models that the gateway of the session listed for its key; none before.</summary>
    public IReadOnlyList<string> Models => (ExplicitConnection ?? _fromEnvironment)?.Models ?? [];

    /// <summary>Returns the newest connection of this session to a gateway; null for none.</summary>
    public SunoConnection? FindConnection(string gateway) =>
        _connections.TryGetValue(gateway, out SunoConnection? connection) ? connection : null;

    /// <summary>Clears the state.</summary>
    public static void Clear() => States.Remove(PSRunspace.DefaultRunspace);

    /// <summary>
    /// Caches the connection while the environment is unchanged, so that its network connections are reused.
    /// </summary>
    private SunoConnection? FromEnvironment()
    {
        EnvironmentSettings settings = EnvironmentSettings.Read();
        if (settings != _settings)
        {
            _fromEnvironment = settings.ToConnection();
            _settings = settings;
        }

        return _fromEnvironment;
    }
}
