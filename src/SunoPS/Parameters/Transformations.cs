using System.Collections;
using System.Net;

namespace SunoPS.Commands;

/// <summary>Converts an argument before PowerShell does.</summary>
internal abstract class ConversionAttribute(Func<object?, object?> convert) : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => convert(inputData);

    private protected static ArgumentTransformationMetadataException Refusal(string message) => new(message);
}

/// <summary>Converts text to a switch, which PowerShell does not.</summary>
internal sealed class FlagTransformationAttribute() : ConversionAttribute(static value =>
    CellValue.Flag(value) is { } flag
        ? new SwitchParameter(flag)
        : throw Refusal($"'{value}' is not a valid switch value. Give true or false."));

internal sealed class OffsetTransformationAttribute() : ConversionAttribute(static value =>
    CellValue.TryReadOffset(value, out TimeSpan? offset)
        ? offset
        : throw Refusal(
            $"'{value}' is not a valid position in a song. Give seconds (90.5) or a time (1:30, 00:01:30)."));

/// <summary>Reads tasks before PowerShell converts anything to text (see <see cref="TaskReferences"/>).</summary>
internal sealed class TaskReferenceTransformationAttribute() : ConversionAttribute(static value =>
    TaskReferences.Read(value).ToArray());

/// <summary>Refuses rows and other objects as texts: PowerShell would submit their type or their properties.</summary>
internal sealed class TextTransformationAttribute() : ConversionAttribute(static value =>
{
    IEnumerable values = CellValue.Unwrap(value) is IEnumerable items and not (string or IDictionary)
        ? items : new[] { value };
    return values.Cast<object?>().All(item => CellValue.Unwrap(item) is null or string or IConvertible or Guid or Uri)
        ? value
        : throw Refusal("The argument is an object and not a text. Pipe rows and objects to the command.");
});

/// <summary>Splits words in one text, as pwsh -File passes a list: PowerShell would add up their numbers.</summary>
internal sealed class WordsTransformationAttribute() : ConversionAttribute(static value => value is null ? null :
    (LanguagePrimitives.GetEnumerable(value) ?? new[] { value }).Cast<object?>()
        .SelectMany(static item => CellValue.Unwrap(item) is string text ? text.Split(',').Cast<object?>() : [item])
        .Select(static item => item is string word ? word.Trim() : item).ToArray());

/// <summary>Accepts any text as an address, so that the command reports an invalid one.</summary>
internal sealed class UriTransformationAttribute() : ConversionAttribute(static value =>
    CellValue.Unwrap(value) is IList items ? items.Cast<object?>().Select(OfItem).ToArray() : OfItem(value))
{
    /// <summary>Keeps the text as it is, also one that is not an address.</summary>
    public static Uri Of(string text) => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out Uri? uri)
        ? uri : new Uri("./" + text, UriKind.Relative);

    private static object? OfItem(object? item) => CellValue.Unwrap(item) is string text ? Of(text) : item;
}

/// <summary>Converts a plain text secret before it can be recorded as an argument.</summary>
internal sealed class SecretTransformationAttribute() : ConversionAttribute(static value =>
    CellValue.Unwrap(value) switch
    {
        string plain => new NetworkCredential("", plain).SecurePassword,
        PSCredential credential => credential.Password,
        var other => other,
    });

/// <summary>Rejects clips, script blocks and CSV files as the folder, and says the right command.</summary>
internal sealed class FolderTransformationAttribute() : ConversionAttribute(static value =>
    CellValue.Unwrap(value) switch
    {
        ScriptBlock => throw Refusal(
            "It is one folder for all files. Fields of -FileName make folders: -FileName '{Status}/{Title}'."),
        string path when path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) => throw Refusal(
            $"It is the folder, and not a file. Pipe the rows: Import-Csv '{path}' | Save-SunoClip ./songs."),
        SunoTask or SunoClip or PSCustomObject or (IEnumerable and not string) => throw Refusal(
            "It is the folder. Pipe the clips: $tasks | Save-SunoClip ./songs."),
        _ => value,
    });

/// <summary>Rejects a script block, whose text would be the name of every file, as an unknown field.</summary>
internal sealed class FileNameTransformationAttribute() : ConversionAttribute(static value =>
    CellValue.Unwrap(value) is ScriptBlock ? "{script block}" : value);
