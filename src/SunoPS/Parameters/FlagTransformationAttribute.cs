using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Converts text to a switch, which PowerShell does not.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FlagTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        CellValue.Flag(inputData) is { } flag
            ? new SwitchParameter(flag)
            : throw new ArgumentTransformationMetadataException(
                $"'{inputData}' is not a valid switch value. Give true or false.");
}
