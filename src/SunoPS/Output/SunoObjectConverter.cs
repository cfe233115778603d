namespace SunoPS.Commands;

/// <summary>
/// Restores deserialized tasks, clips, lyrics and submissions (from a job, remoting or <c>Import-Clixml</c>), so that
/// they print, convert and pipe like the originals. Converts any object to a task reference, as <c>-TaskId</c> does.
/// </summary>
public sealed class SunoObjectConverter : PSTypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) =>
        destinationType is not null
        && (destinationType == typeof(SunoTaskReference)
            || (sourceValue is PSObject saved && saved.TypeNames.Contains("Deserialized." + destinationType.FullName)));

    /// <inheritdoc/>
    public override object ConvertFrom(
        object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
    {
        ArgumentNullException.ThrowIfNull(sourceValue);
        ArgumentNullException.ThrowIfNull(destinationType);
        return destinationType == typeof(SunoTaskReference)
                ? TaskReferences.Read(sourceValue).ToArray() is [var reference]
                    ? reference
                    : throw new PSInvalidCastException("The object is not exactly one task.")
            : destinationType == typeof(SunoConnection)
                ? throw new PSInvalidCastException(
                    "A connection cannot leave its process, because its key stays there. Connect in the job with "
                    + $"Connect-SunoApi, or set {EnvironmentSettings.ApiKeyName} with "
                    + $"{EnvironmentSettings.BaseUriName} or {EnvironmentSettings.GatewayName}.")
            : Restore((PSObject)sourceValue, destinationType);
    }

    private static object Restore(PSObject saved, Type type)
    {
        List<Column> members = PlainObject.MembersOf(saved, type);
        object live = type == typeof(SunoTask) ? SavedObjects.ReadTask(members)
            : type == typeof(SunoClip) ? SavedObjects.ReadClip(members)
            : type == typeof(SunoLyrics) ? SavedObjects.ReadLyrics(members)
            : SavedObjects.ReadRecord(members);
        var back = PSObject.AsPSObject(live);
        foreach (PSPropertyInfo note in saved.Properties.Where(note => !UserColumns.IsPropertyOf(type, note.Name)))
        {
            back.Properties.Add(new PSNoteProperty(note.Name, note.Value));
        }

        // The user's columns of a task are those of its clips, too.
        return UserColumns.Add(back, UserColumns.Of(back));
    }

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(
        object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new PSInvalidCastException("Objects of this module convert to no other type.");
}
