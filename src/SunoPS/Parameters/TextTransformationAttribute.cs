using System.Collections;
using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Refuses rows and other objects as texts: PowerShell would submit their type or their properties.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TextTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        IEnumerable values = CellValue.Unwrap(inputData) is IEnumerable items and not (string or IDictionary)
            ? items
            : new[] { inputData };
        foreach (object? value in values)
        {
            if (CellValue.Unwrap(value) is not (null or string or IConvertible or Guid or Uri))
            {
                throw new ArgumentTransformationMetadataException(
                    "The argument is an object and not a text. Pipe rows and objects to the command.");
            }
        }

        return inputData;
    }
}
