namespace SunoPS.Commands;

/// <summary>Writes saved files as objects that know their clip.</summary>
internal sealed class SavedFiles(PSCmdlet cmdlet)
{
    /// <summary>The columns that are named like a property of files, in their order.</summary>
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

    public void Warn()
    {
        string place = $"in Clip of each file: $_.Clip.{_hidden.FirstOrDefault()}";
        if (UserColumns.WarningOf("Files", _hidden, place) is { } warning)
        {
            DebugSafe.WriteWarning(cmdlet, warning);
        }
    }

    private void Describe(PSObject file, SunoMediaPlan plan)
    {
        // A copy, because the object in the pipeline must not change.
        Add(file, "Clip", UserColumns.Add(plan.Clip.Copy(), [.. plan.Columns]));
        Add(file, nameof(SunoClip.ClipId), plan.Clip.ClipId);
        Add(file, nameof(SunoClip.TaskId), plan.Clip.TaskId);
        Add(file, nameof(SunoClip.Title), plan.Clip.Title);
        Add(file, "Media", plan.Media is { } media ? media : "Metadata");
        foreach (KeyValuePair<string, object?> column in plan.Columns)
        {
            if (!UserColumns.IsPropertyOf(typeof(FileInfo), column.Key) && file.Properties[column.Key] is null)
            {
                Add(file, column.Key, column.Value);
            }
            else if (!_hidden.Contains(column.Key, StringComparer.OrdinalIgnoreCase))
            {
                _hidden.Add(column.Key);
            }
        }
    }

    private static void Add(PSObject target, string name, object? value) =>
        target.Properties.Add(new PSNoteProperty(name, value));
}
