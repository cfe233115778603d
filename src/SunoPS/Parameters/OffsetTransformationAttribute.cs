using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Converts a position in a song: a <c>[timespan]</c>, seconds, or either as text.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OffsetTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        CellValue.TryReadOffset(inputData, out TimeSpan? offset)
            ? offset
            : throw new ArgumentTransformationMetadataException(
                $"'{inputData}' is not a valid position in a song. Give seconds (90.5) or a time (1:30, 00:01:30).");
}
