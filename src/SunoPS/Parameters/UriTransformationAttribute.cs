using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>
/// Takes any text for an address, so that one which is none gets the command's own error and not the binder's.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UriTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is string text
            ? Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out Uri? uri) ? uri : new Uri(
                "./" + text, UriKind.Relative)
            : value;
    }
}
