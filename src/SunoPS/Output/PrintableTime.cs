using System.Globalization;
using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>
/// A <see cref="DateTime"/> for PowerShell, with all its methods and operators, that prints as ISO 8601 with its offset
/// without an explicit format, in a CSV cell for example.
/// </summary>
/// <remarks>
/// An added ToString method would hide the overloads of DateTime from <c>ToString('yyyy')</c> and <c>-f</c>.
/// </remarks>
internal sealed class PrintableTime(DateTime time) : PSObject(time)
{
    public override string ToString() => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);
}
