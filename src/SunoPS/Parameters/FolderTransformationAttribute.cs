using System.Collections;
using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Rejects clips as the folder, with a message that says how to pass them.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FolderTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is SunoTask or SunoClip or PSCustomObject or (IEnumerable and not string)
            ? throw new ArgumentTransformationMetadataException(
                "It is the folder. Pipe the clips: $tasks | Save-SunoClip ./songs.")
            : inputData;
    }
}
