namespace SunoPS.Demo;

/// <summary>The command line options of the demo.</summary>
internal sealed record DemoOptions
{
    public const string Usage = """
        usage: dotnet run --project tests/SunoPS.Demo [-- --output <folder>]

          --output <folder>   where the files go; a new folder under the temporary one where not given
        """;

    /// <summary>The folder for the files; null for a new one.</summary>
    public string? Output { get; private init; }

    /// <summary>Whether to show only the usage.</summary>
    public bool ShowsHelp { get; private init; }

    /// <summary>Parses the arguments; false if one is unknown.</summary>
    public static bool TryParse(string[] args, out DemoOptions options)
    {
        options = args switch
        {
            ["--output", { Length: > 0 } folder] => new DemoOptions { Output = folder },
            ["--help" or "-h" or "-?"] => new DemoOptions { ShowsHelp = true },
            _ => new DemoOptions(),
        };
        return args.Length == 0 || options.Output is not null || options.ShowsHelp;
    }
}
