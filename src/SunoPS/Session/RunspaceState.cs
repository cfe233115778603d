using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using PSRunspace = System.Management.Automation.Runspaces.Runspace;

namespace SunoPS.Commands;

/// <summary>The state of the module in one runspace, with the same lifetime.</summary>
[SuppressMessage(
    "Performance", "CA1812:Avoid uninstantiated internal classes", Justification = "The table makes them.")]
internal sealed class RunspaceState
{
    private static readonly ConditionalWeakTable<PSRunspace, RunspaceState> States = new();

    private EnvironmentSettings? _settings;
    private SunoConnection? _fromEnvironment;

    /// <summary>The state of the runspace that this thread works for.</summary>
    public static RunspaceState Current => States.GetOrCreateValue(PSRunspace.DefaultRunspace);

    /// <summary>The connection of this runspace; null without one.</summary>
    public SunoConnection? Connected { get; set; }

    /// <summary>The tasks that were given out last.</summary>
    public SeenTasks SeenTasks { get; } = new();

    /// <summary>
    /// The current connection: the one of the runspace, otherwise of the environment; null without either.
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
