@{
    RootModule             = if ($PSEdition -eq 'Core') { 'bin/net8.0/SunoPS.dll' } else { 'bin/netstandard2.0/SunoPS.dll' }
    # Loaded before the types file, which names types of both; [SunoPS.SunoTask] then resolves from the first line on.
    RequiredAssemblies     = if ($PSEdition -eq 'Core') { 'bin/net8.0/SunoPS.Client.dll', 'bin/net8.0/SunoPS.dll' } else { 'bin/netstandard2.0/SunoPS.Client.dll', 'bin/netstandard2.0/SunoPS.dll' }
    ModuleVersion          = '0.1.0'
    GUID                   = '6d5a3c1e-8f0b-4a57-9a55-2f5c0b7f9f41'
    Author                 = 'SunoPS contributors'
    CompanyName            = 'SunoPS'
    Copyright              = '(c) SunoPS contributors. MIT license.'
    Description            = 'Suno music and lyrics tasks from PowerShell, through any gateway that relays Suno: typed task and clip objects that pipe to Export-Csv and lose nothing.'
    # The build for PowerShell 7 targets .NET 8, which comes with 7.4.
    PowerShellVersion      = if ($PSEdition -eq 'Core') { '7.4' } else { '5.1' }
    CompatiblePSEditions   = @('Desktop', 'Core')
    # Only Windows PowerShell checks it.
    DotNetFrameworkVersion = '4.7.2'
    FormatsToProcess       = @('SunoPS.Format.ps1xml')
    TypesToProcess         = @('SunoPS.Types.ps1xml')
    CmdletsToExport        = @(
        'Connect-SunoApi'
        'ConvertFrom-SunoJson'
        'Disconnect-SunoApi'
        'Export-SunoPlaylist'
        'Get-SunoAccount'
        'Get-SunoConnection'
        'Get-SunoSubmission'
        'Get-SunoTask'
        'Get-SunoTaskBatch'
        'Join-SunoClip'
        'Remove-SunoSubmission'
        'Save-SunoClip'
        'Submit-SunoAudio', 'Submit-SunoLyrics'
        'Submit-SunoMusic'
        'Test-SunoConnection'
        'Wait-SunoTask'
    )
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()
    PrivateData            = @{
        PSData = @{
            Tags         = @('Suno', 'AI', 'Music', 'Lyrics', 'Automation', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            ProjectUri   = 'https://www.powershellgallery.com/packages/SunoPS'
            ReleaseNotes = '0.1.0: the first version. What is in it: Get-Help about_SunoPS'
        }
    }
}
