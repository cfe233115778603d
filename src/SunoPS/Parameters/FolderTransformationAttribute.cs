using System.Collections;
using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>
/// Rejects clips, script blocks and CSV files as the folder, with a message that says the right command.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FolderTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = CellValue.Unwrap(inputData);
        if (value is ScriptBlock)
        {
            throw new ArgumentTransformationMetadataException(
                "It is one folder for all files. Fields of -FileName make folders: -FileName '{Status}/{Title}'.");
        }

        if (value is string path && path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentTransformationMetadataException(
                $"It is the folder, and not a file. Pipe the rows: Import-Csv '{path}' | Save-SunoClip ./songs.");
        }

        return value is SunoTask or SunoClip or PSCustomObject or (IEnumerable and not string)
            ? throw new ArgumentTransformationMetadataException(
                "It is the folder. Pipe the clips: $tasks | Save-SunoClip ./songs.")
            : inputData;
    }
}
