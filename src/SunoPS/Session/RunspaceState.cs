using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using PSRunspace = System.Management.Automation.Runspaces.Runspace;

namespace SunoPS.Commands;

/// <summary>What the module remembers for one runspace; a runspace that goes takes it with it.</summary>
[SuppressMessage(
    "Performance", "CA1812:Avoid uninstantiated internal classes", Justification = "The table makes them.")]
internal sealed class RunspaceState
{
    private static readonly ConditionalWeakTable<PSRunspace, RunspaceState> States = new();

    private EnvironmentSettings? _settings;
    private SunoConnection? _fromEnvironment;

    /// <summary>The state of the runspace that this thread works for.</summary>
    public static RunspaceState Current => States.GetOrCreateValue(PSRunspace.DefaultRunspace);

    /// <summary>What this runspace connected; null where it did not.</summary>
    public SunoConnection? Connected { get; set; }

    /// <summary>The tasks that were given out last.</summary>
    public SeenTasks SeenTasks { get; } = new();

    /// <summary>
    /// The connection in force: what was connected, else what the environment names; null where there is neither.
    /// </summary>
    /// <exception cref="SunoApiException">The environment names something that cannot be used.</exception>
    public SunoConnection? Connection => Connected ?? FromEnvironment();

    /// <summary>Forgets everything.</summary>
    public static void Clear() => States.Remove(PSRunspace.DefaultRunspace);

    /// <summary>
    /// Keeps the connection for as long as the environment stays the same, so that its network connections are used
    /// again.
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
