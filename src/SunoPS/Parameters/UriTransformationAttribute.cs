using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>
/// Accepts any text as an address, so that the command reports an invalid one, not the parameter binder.
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
