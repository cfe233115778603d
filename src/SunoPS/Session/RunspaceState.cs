using System.Runtime.CompilerServices;
using PSRunspace = System.Management.Automation.Runspaces.Runspace;

namespace SunoPS.Commands;

/// <summary>The state of the module in one runspace, with the lifetime of the runspace.</summary>
internal sealed class RunspaceState
{
    private static readonly ConditionalWeakTable<PSRunspace, RunspaceState> States = new();

    private readonly Dictionary<string, SunoConnection> _connections = new(StringComparer.OrdinalIgnoreCase);
    private EnvironmentSettings? _settings;
    private SunoConnection? _fromEnvironment;

    /// <summary>The state of the current thread's runspace.</summary>
    public static RunspaceState Current => States.GetValue(PSRunspace.DefaultRunspace, static _ => new());

    /// <summary>The connection of <c>Connect-SunoApi</c>; null if not connected.</summary>
    public SunoConnection? ExplicitConnection
    {
        get;
        set
        {
            field = value;
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

    public SeenTasks SeenTasks { get; } = new();

    /// <summary>The explicit connection, or else that of the environment; null without either.</summary>
    public SunoConnection? CurrentConnection => ExplicitConnection ?? FromEnvironment();

    /// <summary>The models that the gateway of the session listed for its key; none before.</summary>
    public IReadOnlyList<string> Models => (ExplicitConnection ?? _fromEnvironment)?.Models ?? [];

    /// <summary>Chooses the connection for an object: other gateways may have other tasks with the same id.</summary>
    public SunoConnection ConnectionFor(
        string? gateway, string subject, SunoConnection? given, SunoConnection current) =>
        given is not null || string.IsNullOrEmpty(gateway)
            || string.Equals(gateway, current.Gateway, StringComparison.OrdinalIgnoreCase)
            ? current
            : _connections.TryGetValue(gateway!, out SunoConnection? connection) ? connection
            : throw SunoApiException.Invalid(
                $"{subject} is from the gateway {gateway}, and this session is connected to {current.Gateway}. "
                    + $"Connect to {gateway} first, or choose a connection with -Connection.");

    public static void Clear() => States.Remove(PSRunspace.DefaultRunspace);

    /// <summary>Caches the connection, and so its network connections, while the environment is unchanged.</summary>
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

/// <summary>Clears the connection and the recent tasks when the module is removed.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => RunspaceState.Clear();
}
