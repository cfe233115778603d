using System.Runtime.CompilerServices;
using PSRunspace = System.Management.Automation.Runspaces.Runspace;

namespace SunoPS.Runspace;

/// <summary>The connection of each runspace; a runspace that goes takes its own with it.</summary>
internal static class ConnectionStore
{
    private static readonly ConditionalWeakTable<PSRunspace, Slot> Slots = [];

    /// <summary>What this runspace connected; null where it did not.</summary>
    public static SunoConnection? Connected
    {
        get => Slots.TryGetValue(PSRunspace.DefaultRunspace, out Slot? slot) ? slot.Connected : null;
        set => Slots.GetOrCreateValue(PSRunspace.DefaultRunspace).Connected = value;
    }

    /// <summary>The connection in force: what was connected, else what the environment names; null where there is neither.</summary>
    /// <exception cref="SunoApiException">The environment names something that cannot be used.</exception>
    public static SunoConnection? Current
    {
        get
        {
            Slot slot = Slots.GetOrCreateValue(PSRunspace.DefaultRunspace);
            return slot.Connected ?? slot.FromEnvironment();
        }
    }

    private sealed class Slot
    {
        private EnvironmentSettings? _settings;
        private SunoConnection? _fromEnvironment;

        public SunoConnection? Connected { get; set; }

        /// <summary>Keeps the connection for as long as the environment stays the same, so that its network connections are used again.</summary>
        public SunoConnection? FromEnvironment()
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
}
