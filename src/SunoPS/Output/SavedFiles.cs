namespace SunoPS.Commands;

/// <summary>Writes saved files as objects that know their clip.</summary>
internal sealed class SavedFiles(SunoCommand cmdlet)
{
    private readonly List<string> _hidden = [];

    /// <summary>Writes a file with its clip; an error if another program has moved it away.</summary>
    public void Write(SunoMediaResult result)
    {
        try
        {
            foreach (PSObject file in cmdlet.InvokeProvider.Item.Get([result.Path!], force: true, literalPath: true))
            {
                Describe(file, result.Plan);
                cmdlet.WriteObject(file);
            }
        }
        catch (Exception exception) when (exception is ItemNotFoundException or ProviderInvocationException)
        {
            var error = new SunoApiException(
                SunoErrorKind.FileError,
                $"'{result.Path}' was saved, but another program has moved or deleted it", exception);
            cmdlet.WriteError(ErrorRecords.CreateForMedia(error, result.Plan));
        }
    }

    public void Warn() => UserColumns.WarnOf(
        _hidden, cmdlet, "Files", $"in Clip of each file: $_.Clip.{_hidden.FirstOrDefault()}");

    private void Describe(PSObject file, SunoMediaPlan plan)
    {
        (string Name, object? Value)[] notes =
        [
            // A copy, because the object in the pipeline must not change.
            ("Clip", UserColumns.Add(plan.Clip.Copy(), [.. plan.Columns])),
            (nameof(SunoClip.ClipId), plan.Clip.ClipId),
            (nameof(SunoClip.TaskId), plan.Clip.TaskId),
            (nameof(SunoClip.Title), plan.Clip.Title),
            ("Media", plan.Media is { } media ? media : "Metadata"),
            .. plan.Columns.Select(column => (column.Key, column.Value)),
        ];
        foreach ((string name, object? value) in notes)
        {
            if (!UserColumns.IsPropertyOf(typeof(FileInfo), name) && file.Properties[name] is null)
            {
                file.Properties.Add(new PSNoteProperty(name, value));
            }
            else if (name != nameof(FileInfo.Name) && !_hidden.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                _hidden.Add(name);
            }
        }
    }
}
