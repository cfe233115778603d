using System.Globalization;
using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>
/// A time or a number for PowerShell, with all its methods and operators, that prints in one format in every culture
/// without an explicit format, in a CSV cell for example.
/// </summary>
/// <remarks>
/// An added ToString method would hide the overloads of DateTime from <c>ToString('yyyy')</c> and <c>-f</c>.
/// </remarks>
internal sealed class PrintableValue(IFormattable value, string format) : PSObject(value)
{
    public override string ToString() => value.ToString(format, CultureInfo.InvariantCulture);
}
