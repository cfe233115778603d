namespace SunoPS.Commands;

/// <summary>Converts any object to a task reference, as <c>-TaskId</c> does. PowerShell calls it for casts.</summary>
public sealed class SunoTaskReferenceConverter : PSTypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) =>
        destinationType == typeof(SunoTaskReference);

    /// <inheritdoc/>
    public override object ConvertFrom(
        object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        TaskReferences.Read(sourceValue).ToArray() is [var reference]
            ? reference
            : throw new PSInvalidCastException("The object is not exactly one task.");

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(
        object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new PSInvalidCastException("A task reference converts to no other type.");
}
