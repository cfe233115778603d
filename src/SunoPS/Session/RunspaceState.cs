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
    private EnvironmentSettings? _settings;
    private SunoConnection? _fromEnvironment;

    /// <summary>The state of the current thread's runspace.</summary>
    public static RunspaceState Current => States.GetOrCreateValue(PSRunspace.DefaultRunspace);

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
    /// <exception cref="SunoApiException">A setting of the environment is invalid.</exception>
    public SunoConnection? CurrentConnection => ExplicitConnection ?? FromEnvironment();

    /// <summary>The models that the gateway of the session listed for its key; none before.</summary>
    public IReadOnlyList<string> Models => (ExplicitConnection ?? _fromEnvironment)?.Models ?? [];

    /// <summary>
    /// Chooses the connection for an object: the session's newest to the gateway of the object, because another gateway
    /// may have a different task with the same id.
    /// </summary>
    /// <param name="gateway">The gateway of the object; null or empty if it is not known.</param>
    /// <param name="subject">The object, as an error names it.</param>
    /// <param name="given">The connection that the user gives for all objects; null for none.</param>
    /// <param name="current">The connection of the command.</param>
    /// <exception cref="SunoApiException">The session has no connection to the gateway.</exception>
    public SunoConnection ConnectionFor(
        string? gateway, string subject, SunoConnection? given, SunoConnection current) =>
        given is not null || string.IsNullOrEmpty(gateway)
            || string.Equals(gateway, current.Gateway, StringComparison.OrdinalIgnoreCase)
            ? current
            : _connections.TryGetValue(gateway!, out SunoConnection? connection) ? connection
            : throw new SunoApiException(
                SunoErrorKind.InvalidArgument,
                $"{subject} is from the gateway {gateway}, and this session is connected to {current.Gateway}. "
                    + $"Connect to {gateway} first, or choose a connection with -Connection.");

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

/// <summary>Clears the connection and the recent tasks when the module is removed.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => RunspaceState.Clear();
}
