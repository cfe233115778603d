namespace SunoPS;

/// <summary>What the name of a field indicates about its object.</summary>
[Flags]
internal enum Evidence
{
    None = 0,

    /// <summary>An envelope's <c>code</c> or <c>error</c>.</summary>
    Code = 1,

    /// <summary>A message, which an envelope or a clip can have.</summary>
    Message = 2,

    /// <summary>The content of an envelope or of a task.</summary>
    Data = 4,

    /// <summary>The id of a task, which a clip can have too.</summary>
    TaskId = 8,

    /// <summary>A field that only a task has.</summary>
    Task = 16,

    /// <summary>A field that only a clip has.</summary>
    CertainClip = 32,

    /// <summary>A field of a clip that other objects can have too.</summary>
    Clip = 64,

    /// <summary>A field that only lyrics have.</summary>
    Lyrics = 128,
}

/// <summary>Looks up the evidence of names, in any case style, in the field tables.</summary>
internal static class NameEvidence
{
    private static readonly NameTable<Evidence> Names = Create();

    /// <summary>Returns the evidence of a name; none for an unknown name.</summary>
    public static Evidence Of(ReadOnlySpan<byte> name) => Names.Find(name);

    private static NameTable<Evidence> Create()
    {
        var evidence = new Dictionary<string, Evidence>(StringComparer.Ordinal)
        {
            ["code"] = Evidence.Code,
            ["error"] = Evidence.Code,
            ["message"] = Evidence.Message,
            ["msg"] = Evidence.Message,
            ["detail"] = Evidence.Message,
            ["data"] = Evidence.Data,
            ["task_id"] = Evidence.TaskId,
        };
        Add(TaskFields.Table, certain: Evidence.Task, other: Evidence.None);
        Add(ClipFields.Table, certain: Evidence.CertainClip | Evidence.Clip, other: Evidence.Clip);
        Add(LyricsFields.Table, certain: Evidence.Lyrics, other: Evidence.None);
        return new NameTable<Evidence>([.. evidence.Select(pair => (pair.Key, pair.Value))]);

        void Add<T>(FieldTable<T> table, Evidence certain, Evidence other)
        {
            foreach (Field<T> field in table.Fields)
            {
                foreach (string name in field.Names)
                {
                    evidence.TryGetValue(name, out Evidence known);
                    evidence[name] = known | (field.Traits.HasFlag(FieldTraits.Certain) ? certain : other);
                }
            }
        }
    }
}
