using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Names for PowerShell that print in a CSV cell.</summary>
internal sealed class PrintableList(string[] names) : PSObject(names)
{
    public override string ToString() => string.Join(' ', names);
}
