namespace SunoPS.Commands;

/// <summary>
/// Restores deserialized tasks, clips, lyrics and submissions (from a job, remoting or <c>Import-Clixml</c>), so that
/// they print, convert and pipe like the originals.
/// </summary>
public sealed class SunoObjectConverter : PSTypeConverter
{
    private const string Prefix = "Deserialized.";

    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) =>
        destinationType is not null
        && sourceValue is PSObject saved
        && saved.TypeNames.Contains(Prefix + destinationType.FullName);

    /// <inheritdoc/>
    public override object ConvertFrom(
        object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
    {
        ArgumentNullException.ThrowIfNull(sourceValue);
        ArgumentNullException.ThrowIfNull(destinationType);
        if (destinationType == typeof(SunoConnection))
        {
            throw new PSInvalidCastException(
                "A connection cannot leave its process, because its key stays there. Connect in the job with "
                    + $"Connect-SunoApi, or set {EnvironmentSettings.ApiKeyName} with "
                    + $"{EnvironmentSettings.BaseUriName} or {EnvironmentSettings.GatewayName}.");
        }

        var saved = (PSObject)sourceValue;
        List<KeyValuePair<string, object?>> members = PlainObject.MembersOf(saved, destinationType);
        object live = destinationType == typeof(SunoTask) ? SavedObjects.ReadTask(members)
            : destinationType == typeof(SunoClip) ? SavedObjects.ReadClip(members)
            : destinationType == typeof(SunoLyrics) ? SavedObjects.ReadLyrics(members)
            : SavedObjects.ReadRecord(members);
        var back = PSObject.AsPSObject(live);
        foreach (PSPropertyInfo note in saved.Properties
            .Where(property => !UserColumns.IsPropertyOf(destinationType, property.Name)))
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
