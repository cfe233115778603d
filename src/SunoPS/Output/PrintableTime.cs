using System.Globalization;
using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>
/// A <see cref="DateTime"/> for PowerShell, with every method and operator of one, that prints where no format is asked
/// for (in a CSV cell, say) as ISO 8601 with its offset.
/// </summary>
/// <remarks>
/// A ToString method added to the object would do the printing too, but hide DateTime's own from
/// <c>ToString('yyyy')</c> and <c>-f</c>.
/// </remarks>
internal sealed class PrintableTime(DateTime time) : PSObject(time)
{
    public override string ToString() => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);
}
