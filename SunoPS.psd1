@{
    RootModule             = 'bin/net8.0/SunoPS.dll'
    # Loaded before the types file is read, which names types of both; also makes [SunoPS.SunoTask] resolve from the first line on.
    RequiredAssemblies     = @('bin/net8.0/SunoPS.Client.dll', 'bin/net8.0/SunoPS.dll')
    ModuleVersion          = '0.1.0'
    GUID                   = '6d5a3c1e-8f0b-4a57-9a55-2f5c0b7f9f41'
    Author                 = 'SunoPS contributors'
    CompanyName            = 'SunoPS'
    Copyright              = '(c) SunoPS contributors. MIT license.'
    Description            = 'Suno music and lyrics tasks from PowerShell, through any gateway that relays Suno: typed task and clip objects that pipe to Export-Csv and lose nothing.'
    PowerShellVersion      = '7.4'
    CompatiblePSEditions   = @('Core')
    FormatsToProcess       = @('SunoPS.Format.ps1xml')
    TypesToProcess         = @('SunoPS.Types.ps1xml')
    CmdletsToExport        = @(
        'Connect-SunoApi'
        'ConvertFrom-SunoJson'
        'Disconnect-SunoApi'
        'Get-SunoConnection'
        'Get-SunoTask'
        'Get-SunoTaskBatch'
        'Join-SunoClip'
        'Save-SunoClip'
        'Submit-SunoLyrics'
        'Submit-SunoMusic'
        'Test-SunoConnection'
        'Wait-SunoTask'
    )
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()
    PrivateData            = @{
        PSData = @{
            Tags         = @('Suno', 'AI', 'Music', 'Lyrics', 'Automation', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = '0.1.0: the first version. What is in it: Get-Help about_SunoPS'
        }
    }
}
