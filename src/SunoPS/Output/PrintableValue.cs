using System.Globalization;

namespace SunoPS.Commands;

/// <summary>
/// A value for PowerShell, with all its methods and operators, that prints in one format in every culture without an
/// explicit format, in a CSV cell for example.
/// </summary>
/// <remarks>
/// An added ToString method would hide the overloads of DateTime from <c>ToString('yyyy')</c> and <c>-f</c>. PowerShell
/// serializes a dictionary level by level, and its reader rejects deep nesting; it takes a JSON object one level
/// further in for something else, and asks the type data, which say that it is its text.
/// </remarks>
internal sealed class PrintableValue(object value, string? format = null)
    : PSObject(value is SunoJsonObject ? AsPSObject(value) : value)
{
    public override string ToString() => BaseObject switch
    {
        IFormattable printed => printed.ToString(format, CultureInfo.InvariantCulture),
        string[] names => string.Join(' ', names),
        var other => other.ToString()!,
    };
}
