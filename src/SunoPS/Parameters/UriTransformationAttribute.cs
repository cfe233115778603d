using System.Collections;
using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>
/// Accepts any text as an address, so that the command reports an invalid one, not the parameter binder.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UriTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        CellValue.Unwrap(inputData) switch
        {
            string text => Of(text),
            IList items => items.Cast<object?>().Select(item => CellValue.Unwrap(item) is string text ? Of(text) : item)
                .ToArray(),
            var other => other,
        };

    /// <summary>Keeps the text as it is, also one that is not an address.</summary>
    internal static Uri Of(string text) => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out Uri? uri)
        ? uri
        : new Uri("./" + text, UriKind.Relative);
}
