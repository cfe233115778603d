#Requires -Version 7.4
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# The packages that src/SunoPS.Package makes of the staged module: what is in them, and that what a gallery client installs of them does the main job.

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'TestSupport.psm1') -Force
    $bin = Join-Path (Split-Path -Parent (Get-TestModulePath)) 'bin'
    $assemblies = Get-Item -Path (Join-Path $bin '*' 'SunoPS*.dll') |
        ForEach-Object { @{ Assembly = [IO.Path]::GetRelativePath($bin, $_.FullName).Replace('\', '/'); File = $_.FullName } }
}

BeforeAll {
    Set-StrictMode -Version Latest
    $ErrorActionPreference = 'Stop'
    Import-Module (Join-Path $PSScriptRoot 'TestSupport.psm1') -Force
    Enter-TestSession
    $moduleFolder = Split-Path -Parent (Get-TestModulePath)
    $manifest = Get-TestManifest
    $version = $manifest.ModuleVersion
    $packager = Get-TestPackagerPath

    function Invoke-Packager {
        # Packs a folder into a new one; gives the path of that, what was said, and how it ended.
        param([string] $Module = $moduleFolder)

        $output = New-TestFolder
        $said = dotnet exec $packager $Module $output 2>&1 | Out-String
        [pscustomobject]@{ Output = $output; Said = $said; ExitCode = $LASTEXITCODE }
    }

    function Expand-Archived {
        param([string] $Path)

        $folder = New-TestFolder
        [IO.Compression.ZipFile]::ExtractToDirectory($Path, $folder)
        $folder
    }

    function Get-FolderContent {
        # The files of a folder by their paths there, each with the hash of what it holds.
        param([string] $Folder)

        Get-ChildItem -LiteralPath $Folder -Recurse -File -Force |
            ForEach-Object { '{0} {1}' -f [IO.Path]::GetRelativePath($Folder, $_.FullName).Replace('\', '/'), (Get-FileHash -LiteralPath $_.FullName).Hash } |
            Sort-Object -CaseSensitive
    }

    function Install-Nupkg {
        # As a gallery client does it, into a new folder for modules. Where there is no such client, by hand: what describes the package stays out.
        param([string] $PackageFolder)

        $modules = New-TestFolder
        if (Get-Command -Name Save-PSResource -ErrorAction Ignore) {
            $repository = "SunoPS.Pester.$([guid]::NewGuid().ToString('n'))"
            Register-PSResourceRepository -Name $repository -Uri $PackageFolder -Trusted
            try {
                Save-PSResource -Name SunoPS -Repository $repository -Path $modules
            } finally {
                Unregister-PSResourceRepository -Name $repository
            }
        } else {
            $target = Join-Path $modules 'SunoPS' $version
            [IO.Compression.ZipFile]::ExtractToDirectory((Join-Path $PackageFolder "SunoPS.$version.nupkg"), $target)
            Remove-Item -LiteralPath (Join-Path $target '_rels'), (Join-Path $target 'package'), (Join-Path $target '[Content_Types].xml'), (Join-Path $target 'SunoPS.nuspec') -Recurse -Force
        }

        $modules
    }

    $packed = Invoke-Packager
    $nupkg = Join-Path $packed.Output "SunoPS.$version.nupkg"
    $zip = Join-Path $packed.Output "SunoPS-$version.zip"
    [xml] $nuspec = Get-Content -LiteralPath (Join-Path (Expand-Archived $nupkg) 'SunoPS.nuspec') -Raw
    $metadata = $nuspec.package.metadata
}

AfterAll {
    Exit-TestSession
}

Describe 'Packing' {
    It 'writes both packages, and says where they are' {
        $packed.ExitCode | Should -Be 0 -Because $packed.Said
        $packed.Said.Trim() -split '\r?\n' | Should -Be @($nupkg, $zip)
        $nupkg, $zip | Should -Exist
    }

    It 'gives the same bytes for the same files, wherever they lie and whenever they were written' {
        $copy = Join-Path (New-TestFolder) 'elsewhere' 'SunoPS'
        $null = New-Item -ItemType Directory -Path (Split-Path -Parent $copy)
        Copy-Item -LiteralPath $moduleFolder -Destination $copy -Recurse
        Get-ChildItem -LiteralPath $copy -Recurse -File | ForEach-Object { $_.LastWriteTime = [datetime] '2001-02-03 04:05:06' }

        $again = Invoke-Packager -Module $copy

        Get-FolderContent $again.Output | Should -Be (Get-FolderContent $packed.Output)
    }

    It 'says in one line what is wrong with a folder that is no module' {
        $result = Invoke-Packager -Module (New-TestFolder)

        $result.ExitCode | Should -Be 1
        $result.Said.Trim() | Should -Match '^There is not one manifest in .+\. Build the module first\.$'
    }

    It 'takes the prerelease label, the addresses and every way to write a text from the manifest' {
        $module = New-TestFolder
        Set-Content -LiteralPath (Join-Path $module 'Sample.psd1') -Value @'
<# A comment
   of two lines #>
@{
    ModuleVersion = "1.2.3"; Author = 'It''s me'   # and a comment
    Description   = @"
Two
'lines'
"@
    CmdletsToExport = 'Get-One', 'Get-Two'
    PowerShellVersion = 7.4
    RequireNothing = $null
    RootModule = if ($PSEdition -eq 'Core') { 'core.dll' } elseif ($false) { @{ a = 'b' } } else { 'desktop.dll' }
    PrivateData = @{ PSData = @{
        Tags       = @('a'
                       'b', "c")
        Prerelease = 'beta1'
        ProjectUri = 'https://project.example/x?a=1&b=2'
        IconUri    = 'https://project.example/icon.png'
    } }
}
'@

        $result = Invoke-Packager -Module $module

        $result.ExitCode | Should -Be 0 -Because $result.Said
        [xml] $sample = Get-Content -LiteralPath (Join-Path (Expand-Archived (Join-Path $result.Output 'Sample.1.2.3-beta1.nupkg')) 'Sample.nuspec') -Raw
        $sample.package.metadata.id | Should -BeExactly 'Sample'
        $sample.package.metadata.version | Should -BeExactly '1.2.3-beta1'
        $sample.package.metadata.authors | Should -BeExactly "It's me"
        $sample.package.metadata.description -replace '\r', '' | Should -BeExactly "Two`n'lines'"
        $sample.package.metadata.projectUrl | Should -BeExactly 'https://project.example/x?a=1&b=2'
        $sample.package.metadata.iconUrl | Should -BeExactly 'https://project.example/icon.png'
        $sample.package.metadata.tags | Should -BeExactly 'PSModule a b c PSIncludes_Cmdlet PSCmdlet_Get-One PSCommand_Get-One PSCmdlet_Get-Two PSCommand_Get-Two'
        Join-Path $result.Output 'Sample-1.2.3-beta1.zip' | Should -Exist
    }

    It 'refuses a manifest that <Case>' -ForEach @(
        @{ Case = 'breaks off'; Text = "@{ ModuleVersion = '1.0'" }
        @{ Case = 'has a version for each edition'; Text = "@{ ModuleVersion = if (`$PSEdition -eq 'Core') { '1.0' } else { '2.0' }; Author = 'me'; Description = 'd' }" }
        @{ Case = 'computes'; Text = '@{ ModuleVersion = "$env:VERSION" }' }
        @{ Case = 'is no table'; Text = "'1.0'" }
        @{ Case = 'has no version'; Text = "@{ Author = 'me' }" }
    ) {
        $module = New-TestFolder
        Set-Content -LiteralPath (Join-Path $module 'Sample.psd1') -Value $Text

        $result = Invoke-Packager -Module $module

        $result.ExitCode | Should -Be 1
        @($result.Said.Trim() -split '\r?\n') | Should -HaveCount 1
        Get-ChildItem -LiteralPath $result.Output | Should -BeNullOrEmpty
    }
}

Describe 'The assemblies' {
    It '<Assembly> carries no path of the machine that built it' -ForEach $assemblies {
        $reader = [Reflection.PortableExecutable.PEReader]::new([IO.File]::OpenRead($File))
        try {
            $entries = $reader.ReadDebugDirectory()
            $codeView = $entries.Where({ "$($_.Type)" -eq 'CodeView' })
            $embedded = $entries.Where({ "$($_.Type)" -eq 'EmbeddedPortablePdb' })
            $symbols = $reader.ReadEmbeddedPortablePdbDebugDirectoryData($embedded[0])
            $metadataReader = $symbols.GetMetadataReader()
            $documents = $metadataReader.Documents.ForEach({ $metadataReader.GetString($metadataReader.GetDocument($_).Name) })

            $reader.ReadCodeViewDebugDirectoryData($codeView[0]).Path | Should -Not -Match '[/\\]'
            $documents.Count | Should -BeGreaterThan 10
            $documents.Where({ [IO.Path]::IsPathRooted($_) -and -not $_.StartsWith('/_/') }) | Should -BeNullOrEmpty
        } finally {
            $reader.Dispose()
        }

        $text = [Text.Encoding]::Latin1.GetString([IO.File]::ReadAllBytes($File))
        $text.Contains((Get-TestRepositoryRoot).TrimEnd('/', '\')) | Should -BeFalse
    }

    It 'of others are named in THIRD-PARTY-NOTICES.txt' {
        $notices = Get-Content -LiteralPath (Join-Path $moduleFolder 'THIRD-PARTY-NOTICES.txt') -Raw
        $foreign = (Get-ChildItem -LiteralPath $moduleFolder -Recurse -Filter *.dll).BaseName | Where-Object { $_ -notlike 'SunoPS*' } | Select-Object -Unique

        $foreign | ForEach-Object { $notices | Should -Match "\b$([regex]::Escape($_))\b" }
    }
}

Describe 'The zip' {
    It 'holds the staged module in a folder of its name, and nothing else' {
        $folder = Expand-Archived $zip

        Get-ChildItem -LiteralPath $folder -Force | Should -HaveCount 1
        Get-FolderContent (Join-Path $folder 'SunoPS') | Should -Be (Get-FolderContent $moduleFolder)
    }
}

Describe 'The package for the gallery' {
    It 'is one to NuGet, which takes it into a feed' {
        $feed = New-TestFolder

        $said = dotnet nuget push $nupkg --source $feed 2>&1 | Out-String

        $LASTEXITCODE | Should -Be 0 -Because $said
        (Get-ChildItem -LiteralPath $feed -Recurse -Filter *.nupkg).Name | Should -Be "SunoPS.$version.nupkg"
    }

    It 'says of the module what its manifest says' {
        $metadata.id | Should -BeExactly 'SunoPS'
        $metadata.version | Should -BeExactly $version
        $metadata.authors | Should -BeExactly $manifest.Author
        $metadata.owners | Should -BeExactly $manifest.CompanyName
        $metadata.description | Should -BeExactly $manifest.Description
        $metadata.copyright | Should -BeExactly $manifest.Copyright
        $metadata.licenseUrl | Should -BeExactly $manifest.PrivateData.PSData.LicenseUri
        $metadata.releaseNotes | Should -BeExactly $manifest.PrivateData.PSData.ReleaseNotes
        $metadata.requireLicenseAcceptance | Should -BeExactly 'false'
    }

    It 'has the tags that the gallery reads editions and cmdlets from' {
        $tags = $metadata.tags -split ' '

        $expected = @('PSModule', 'PSIncludes_Cmdlet') + $manifest.PrivateData.PSData.Tags + $manifest.CompatiblePSEditions.ForEach({ "PSEdition_$_" }) +
            $manifest.CmdletsToExport.ForEach({ "PSCmdlet_$_" }) + $manifest.CmdletsToExport.ForEach({ "PSCommand_$_" })
        $tags | Sort-Object | Should -Be ($expected | Sort-Object -Unique)
        # More than this the gallery does not take.
        $metadata.tags.Length | Should -BeLessThan 4000
    }

    It 'installs as the staged module, to the byte' {
        $modules = Install-Nupkg $packed.Output

        $installed = Get-FolderContent (Join-Path $modules 'SunoPS' $version) | Where-Object { $_ -notmatch '^PSGetModuleInfo\.xml ' }
        $installed | Should -Be (Get-FolderContent $moduleFolder)
    }

    It 'shows the demo in a PowerShell that has no other modules than its own' {
        $gateway = Start-TestGateway
        $modules = Install-Nupkg $packed.Output
        $output = New-TestFolder
        @(Get-TestTaskId Music (1..5); Get-TestTaskId Failed 1; Get-TestTaskId Unknown 1) | Set-Content -LiteralPath (Join-Path $output 'ids.txt')

        $result = Invoke-TestPowerShell -Environment @{
            SUNO_API_KEY = $gateway.ApiKey
            MODULES      = $modules
            DEMO         = Join-Path (Get-TestRepositoryRoot) 'tests' 'SunoPS.Demo' 'demo.ps1'
            BASE_URI     = $gateway.BaseUri
            OUTPUT       = $output
            TASK_ID      = Get-TestTaskId Music 1
        } -Script @'
$env:PSModulePath = $env:MODULES + [IO.Path]::PathSeparator + (Join-Path $PSHOME 'Modules')
& $env:DEMO -ModulePath SunoPS -BaseUri $env:BASE_URI -OutputPath $env:OUTPUT -TaskId $env:TASK_ID
"from: $((Get-Module SunoPS).ModuleBase)"
(Get-Help Get-SunoTaskBatch).Synopsis
'@

        $result.Error | Should -BeNullOrEmpty
        $result.ExitCode | Should -Be 0
        $result.Output | Should -Match ([regex]::Escape("from: $(Join-Path $modules 'SunoPS' $version)"))
        $result.Output | Should -Match ([regex]::Escape((Get-Help Get-SunoTaskBatch).Synopsis))
        @(Import-Csv -LiteralPath (Join-Path $output 'tasks.csv')) | Should -HaveCount 6
        @(Import-Csv -LiteralPath (Join-Path $output 'clips.csv')) | Should -HaveCount 10
    }
}
