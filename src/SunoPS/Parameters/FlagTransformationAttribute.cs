using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>
/// Converts the text of a CSV cell to a switch, which PowerShell does not. An empty cell means not set.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FlagTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is not string text ? value
            ?? new SwitchParameter(false) : text.Trim().TrimStart('$').ToUpperInvariant() switch
        {
            "" or "FALSE" or "NO" or "N" or "OFF" or "0" => new SwitchParameter(false),
            "TRUE" or "YES" or "Y" or "X" or "ON" or "1" => new SwitchParameter(true),
            _ => throw new ArgumentTransformationMetadataException(
                $"'{text}' is not a valid switch value. Give true or false."),
        };
    }
}
