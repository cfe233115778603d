using System.Globalization;
using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>
/// A number for PowerShell that prints, where no format is asked for (in a CSV cell, say), the same in every culture.
/// </summary>
internal sealed class PrintableNumber(double number) : PSObject(number)
{
    public override string ToString() => number.ToString("R", CultureInfo.InvariantCulture);
}
