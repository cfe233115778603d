namespace SunoPS.Gateway;

/// <summary>The output at the start: the address for a program, then what a newcomer can type.</summary>
internal static class Welcome
{
    public static string Of(LocalGateway gateway)
    {
        string address = AddressOf(gateway.BaseUri);
        string proxy = gateway.ProxyUri is { } uri ? $"proxy on {AddressOf(uri)}{Environment.NewLine}" : "";
        return $$"""
            listening on {{address}}
            {{proxy}}key: {{gateway.ApiKey}}

            Paste into PowerShell:

                Import-Module '{{ModulePath}}'
                Connect-SunoApi -BaseUri {{address}} -ApiKey {{gateway.ApiKey}}
                Submit-SunoMusic 'a calm song about the sea' -Wait -OutVariable tasks | Save-SunoClip ./songs
                $tasks.Clips | Export-Csv clips.csv

            More tasks to fetch, of any number from 0 in the last 12 digits:

                {{TaskIds.Music(1)}}  a song
                {{TaskIds.Lyrics(1)}}  lyrics
                {{TaskIds.Failed(1)}}  a failed task
                {{TaskIds.Progressing(1)}}  a song in progress, complete at the fifth fetch

            A song that imitates The Beatles fails. The key with -expired or -used-up at its end is refused. More of
            what can go wrong: --help. Ctrl+C stops the gateway.
            """;
    }

    /// <summary>The staged module of the repository that contains this program, or else its name.</summary>
    private static string ModulePath
    {
        get
        {
            for (
                DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                string module = Path.Combine(folder.FullName, "out", "SunoPS");
                if (File.Exists(Path.Combine(module, "SunoPS.psd1")))
                {
                    return module;
                }
            }

            return "SunoPS";
        }
    }

    private static string AddressOf(Uri uri) => uri.GetLeftPart(UriPartial.Authority);
}
