using System.Collections;
using System.Security;

namespace SunoPS.Commands;

/// <summary>Converts text to a switch, which PowerShell does not.</summary>
internal sealed class FlagTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        CellValue.Flag(inputData) is { } flag
            ? new SwitchParameter(flag)
            : throw new ArgumentTransformationMetadataException(
                $"'{inputData}' is not a valid switch value. Give true or false.");
}

/// <summary>Converts a position in a song: a <c>[timespan]</c>, seconds, or either as text.</summary>
internal sealed class OffsetTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        CellValue.TryReadOffset(inputData, out TimeSpan? offset)
            ? offset
            : throw new ArgumentTransformationMetadataException(
                $"'{inputData}' is not a valid position in a song. Give seconds (90.5) or a time (1:30, 00:01:30).");
}

/// <summary>Reads tasks before PowerShell converts anything to text (see <see cref="TaskReferences"/>).</summary>
internal sealed class TaskReferenceTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        TaskReferences.Read(inputData).ToArray();
}

/// <summary>Refuses rows and other objects as texts: PowerShell would submit their type or their properties.</summary>
internal sealed class TextTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        IEnumerable values = CellValue.Unwrap(inputData) is IEnumerable items and not (string or IDictionary)
            ? items
            : new[] { inputData };
        return values.Cast<object?>()
            .All(value => CellValue.Unwrap(value) is null or string or IConvertible or Guid or Uri)
                ? inputData
                : throw new ArgumentTransformationMetadataException(
                    "The argument is an object and not a text. Pipe rows and objects to the command.");
    }
}

/// <summary>
/// Accepts any text as an address, so that the command reports an invalid one, not the parameter binder.
/// </summary>
internal sealed class UriTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        CellValue.Unwrap(inputData) switch
        {
            string text => Of(text),
            IList items => items.Cast<object?>().Select(item => CellValue.Unwrap(item) is string text ? Of(text) : item)
                .ToArray(),
            var other => other,
        };

    /// <summary>Keeps the text as it is, also one that is not an address.</summary>
    public static Uri Of(string text) => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out Uri? uri)
        ? uri
        : new Uri("./" + text, UriKind.Relative);
}

/// <summary>Converts a plain text secret before it can be recorded as an argument.</summary>
internal sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = CellValue.Unwrap(inputData);
        if (value is not string plain)
        {
            return value is PSCredential credential ? credential.Password : value;
        }

        var secret = new SecureString();
        foreach (char c in plain)
        {
            secret.AppendChar(c);
        }

        secret.MakeReadOnly();
        return secret;
    }
}

/// <summary>
/// Rejects clips, script blocks and CSV files as the folder, with a message that says the right command.
/// </summary>
internal sealed class FolderTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        CellValue.Unwrap(inputData) switch
        {
            ScriptBlock => throw new ArgumentTransformationMetadataException(
                "It is one folder for all files. Fields of -FileName make folders: -FileName '{Status}/{Title}'."),
            string path when path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) =>
                throw new ArgumentTransformationMetadataException(
                    $"It is the folder, and not a file. Pipe the rows: Import-Csv '{path}' | Save-SunoClip ./songs."),
            SunoTask or SunoClip or PSCustomObject or (IEnumerable and not string) =>
                throw new ArgumentTransformationMetadataException(
                    "It is the folder. Pipe the clips: $tasks | Save-SunoClip ./songs."),
            _ => inputData,
        };
}

/// <summary>
/// Makes an unknown field of a script block, because PowerShell takes its text as the name of every file.
/// </summary>
internal sealed class FileNameTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        CellValue.Unwrap(inputData) is ScriptBlock ? "{script block}" : inputData;
}
