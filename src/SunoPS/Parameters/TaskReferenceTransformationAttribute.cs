using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>
/// Reads tasks from ids, numbers, objects and rows before PowerShell converts anything to text (see
/// <see cref="TaskReferences"/>).
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TaskReferenceTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        TaskReferences.Read(inputData).ToArray();
}
