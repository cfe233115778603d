using System.Globalization;
using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>
/// A number for PowerShell that is culture-independent without an explicit format, in a CSV cell for example.
/// </summary>
internal sealed class PrintableNumber(double number) : PSObject(number)
{
    public override string ToString() => number.ToString("R", CultureInfo.InvariantCulture);
}
