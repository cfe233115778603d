#Requires -Version 7.4

# The packages that "dotnet pack" makes from the staged module: their content, and whether the installed module works.

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'TestSupport.psm1') -Force
    $bin = Join-Path (Split-Path -Parent (Get-TestModulePath)) 'bin'
    $assemblies = Get-Item -Path (Join-Path $bin '*' 'SunoPS*.dll') | ForEach-Object {
        @{ Assembly = [IO.Path]::GetRelativePath($bin, $_.FullName).Replace('\', '/'); File = $_.FullName }
    }
    # Under Wine there is none.
    $hasSdk = [bool] (Get-Command -Name dotnet -ErrorAction Ignore)
    # Before 10.0.400, pack used a random name for a part of the package.
    $writesRandomNames = $hasSdk -and [version] ((dotnet --version) -replace '-.*') -lt '10.0.400'
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
    $moduleFolder = Split-Path -Parent (Get-TestModulePath)
    $manifest = Get-TestManifest
    $version = $manifest.ModuleVersion
    $project = Join-Path (Get-TestRepositoryRoot) 'src' 'SunoPS'

    function Invoke-Pack {
        # Packs a staged module without building, and outputs the folder of the packages.
        # An MSBuild node that outlives the command would keep the pipe open.
        param([string] $Module = $moduleFolder)

        $output = New-TestFolder
        $said = dotnet pack $project --no-build --output $output "-p:StagingDirectory=$Module/" `
            "-p:NuspecOutputPath=$(New-TestFolder)/" -maxCpuCount:1 -nodeReuse:false 2>&1 | Out-String
        $LASTEXITCODE | Should -Be 0 -Because $said
        $output
    }

    function Expand-Archived {
        param([string] $Path)

        $folder = New-TestFolder
        [IO.Compression.ZipFile]::ExtractToDirectory($Path, $folder)
        $folder
    }

    function Get-FolderContent {
        # The relative path and the hash of each file in a folder.
        param([string] $Folder)

        Get-ChildItem -LiteralPath $Folder -Recurse -File -Force | ForEach-Object {
            $path = [IO.Path]::GetRelativePath($Folder, $_.FullName).Replace('\', '/')
            '{0} {1}' -f $path, (Get-FileHash -LiteralPath $_.FullName).Hash
        } | Sort-Object -CaseSensitive
    }

    if (-not (Get-Command -Name dotnet -ErrorAction Ignore)) {
        return
    }

    $packages = Invoke-Pack
    $nupkg = Join-Path $packages "SunoPS.$version.nupkg"
    $zip = Join-Path $packages "SunoPS-$version.zip"
    [xml] $nuspec = Get-Content -LiteralPath (Join-Path (Expand-Archived $nupkg) 'SunoPS.nuspec') -Raw
    $metadata = $nuspec.package.metadata

    # Installs with PSResourceGet where it is available. Otherwise unpacks the package and removes the files that
    # describe it, as PSResourceGet does.
    $modules = New-TestFolder
    if (Get-Command -Name Save-PSResource -ErrorAction Ignore) {
        $repository = "SunoPS.Pester.$([guid]::NewGuid().ToString('n'))"
        Register-PSResourceRepository -Name $repository -Uri $packages -Trusted
        try {
            Save-PSResource -Name SunoPS -Repository $repository -Path $modules
        } finally {
            Unregister-PSResourceRepository -Name $repository
        }
    } else {
        $target = Join-Path $modules 'SunoPS' $version
        [IO.Compression.ZipFile]::ExtractToDirectory($nupkg, $target)
        '_rels', 'package', '[Content_Types].xml', 'SunoPS.nuspec' |
            ForEach-Object { Remove-Item -LiteralPath (Join-Path $target $_) -Recurse -Force }
    }
}

Describe 'dotnet pack' -Skip:(-not $hasSdk) {
    It 'writes the same bytes for the same files, wherever and whenever they were built' -Skip:$writesRandomNames {
        $copy = Join-Path (New-TestFolder) 'elsewhere' 'SunoPS'
        $null = New-Item -ItemType Directory -Path (Split-Path -Parent $copy)
        Copy-Item -LiteralPath $moduleFolder -Destination $copy -Recurse
        Get-ChildItem -LiteralPath $copy -Recurse -File |
            ForEach-Object { $_.LastWriteTime = [datetime] '2001-02-03 04:05:06' }

        Get-FolderContent (Invoke-Pack -Module $copy) | Should -Be (Get-FolderContent $packages)
    }

    It 'reads values from the manifest as PowerShell does' {
        $sample = Join-Path (New-TestFolder) 'Sample.psd1'
        Set-Content -LiteralPath $sample -Value @'
@{
    ModuleVersion   = '1.2.3'
    Author          = 'Someone'
    Description     = 'It''s 100 % of @(a); b=$(c) "d"'
    Copyright       = '(c) Someone'
    CmdletsToExport = @('Get-One',
                        'Get-Two')
    PrivateData     = @{ PSData = @{
        Tags         = @(
            'a'
            'b', 'c'
        )
        Prerelease   = 'beta1'
        LicenseUri   = 'https://project.example/license'
        ProjectUri   = 'https://project.example/x?a=1&b=2'
        ReleaseNotes = ''
    } }
}
'@
        $names = 'PackageVersion,PackageDescription,PackageProjectUrl,PackageReleaseNotes,PackageTags'

        $read = (dotnet msbuild $project "-p:ManifestPath=$sample" "-getProperty:$names" | ConvertFrom-Json).Properties

        $read.PackageVersion | Should -BeExactly '1.2.3-beta1'
        $read.PackageDescription | Should -BeExactly 'It''s 100 % of @(a); b=$(c) "d"'
        $read.PackageProjectUrl | Should -BeExactly 'https://project.example/x?a=1&b=2'
        $read.PackageReleaseNotes | Should -BeExactly ''
        $read.PackageTags | Should -BeExactly (
            'PSModule a b c PSIncludes_Cmdlet PSCmdlet_Get-One PSCommand_Get-One PSCmdlet_Get-Two PSCommand_Get-Two')
    }

    It 'has the section of its version in the changelog as notes' {
        $sample = Join-Path (New-TestFolder) 'CHANGELOG.md'
        Set-Content -LiteralPath $sample -Value @"
# Changelog

## [Unreleased]

- later

## [$version] - 2026-12-01

- new: 100 %; ``a`` & <b>

### Fixed

- mended

## [0.0.1]

- old
"@

        dotnet msbuild $project "-p:ChangelogPath=$sample" -getProperty:PackageReleaseNotes | Out-String |
            ForEach-Object { $_.Trim() -replace '\r' } |
            Should -BeExactly "- new: 100 %; ``a`` & <b>`n`n### Fixed`n`n- mended"
    }

    It 'fails if the manifest has no <_>' -ForEach 'ModuleVersion', 'CmdletsToExport' {
        $sample = Join-Path (New-TestFolder) 'Sample.psd1'
        $text = Get-Content -LiteralPath (Join-Path $moduleFolder 'SunoPS.psd1') -Raw
        Set-Content -LiteralPath $sample -Value ($text -replace "\b$_\b", 'Other')

        $said = dotnet msbuild $project "-p:ManifestPath=$sample" -getProperty:PackageVersion 2>&1 | Out-String

        $LASTEXITCODE | Should -Not -Be 0
        $said | Should -Match 'Directory\.Build\.props\(\d+,\d+\): error'
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
            $documents = $metadataReader.Documents.ForEach({
                    $metadataReader.GetString($metadataReader.GetDocument($_).Name)
                })

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
        $foreign = (Get-ChildItem -LiteralPath $moduleFolder -Recurse -Filter *.dll).BaseName |
            Where-Object { $_ -notlike 'SunoPS*' } | Select-Object -Unique

        $foreign | ForEach-Object { $notices | Should -Match "\b$([regex]::Escape($_))\b" }
    }
}

Describe 'The zip' -Skip:(-not $hasSdk) {
    It 'holds the staged module in a folder of its name, and nothing else' {
        $folder = Expand-Archived $zip

        Get-ChildItem -LiteralPath $folder -Force | Should -HaveCount 1
        Get-FolderContent (Join-Path $folder 'SunoPS') | Should -Be (Get-FolderContent $moduleFolder)
    }
}

Describe 'The package for the gallery' -Skip:(-not $hasSdk) {
    It 'is one to NuGet, which takes it into a feed' {
        $feed = New-TestFolder

        $said = dotnet nuget push $nupkg --source $feed 2>&1 | Out-String

        $LASTEXITCODE | Should -Be 0 -Because $said
        (Get-ChildItem -LiteralPath $feed -Recurse -Filter *.nupkg).Name | Should -Be "SunoPS.$version.nupkg"
    }

    It 'says of the module what its manifest says' {
        $metadata.id, $metadata.version | Should -BeExactly 'SunoPS', $version
        $metadata.authors, $metadata.description | Should -BeExactly $manifest.Author, $manifest.Description
        $metadata.copyright | Should -BeExactly $manifest.Copyright
        $metadata.licenseUrl | Should -BeExactly $manifest.PrivateData.PSData.LicenseUri
        $changelog = Get-Content -LiteralPath (Join-Path (Get-TestRepositoryRoot) 'CHANGELOG.md') -Raw
        if ($changelog -notmatch "(?m)^## \[?$([regex]::Escape($version))") {
            $metadata.releaseNotes | Should -BeExactly $manifest.PrivateData.PSData.ReleaseNotes
        }

        $metadata.projectUrl | Should -BeExactly $manifest.PrivateData.PSData.ProjectUri
        $known = 'Tags', 'LicenseUri', 'ProjectUri', 'ReleaseNotes', 'Prerelease'
        $manifest.PrivateData.PSData.Keys | Should -BeIn $known -Because 'Directory.Build.props reads only these'
    }

    It 'has the tags from which the gallery reads editions and cmdlets' {
        $tags = $metadata.tags -split ' '

        $expected = @('PSModule', 'PSIncludes_Cmdlet') + $manifest.PrivateData.PSData.Tags +
            $manifest.CompatiblePSEditions.ForEach({ "PSEdition_$_" }) +
            $manifest.CmdletsToExport.ForEach({ "PSCmdlet_$_"; "PSCommand_$_" })
        $tags | Sort-Object | Should -Be ($expected | Sort-Object -Unique)
        # The limit of the gallery.
        $metadata.tags.Length | Should -BeLessThan 4000
    }

    It 'installs as the staged module, to the byte' {
        $installed = Get-FolderContent (Join-Path $modules 'SunoPS' $version) |
            Where-Object { $_ -notmatch '^PSGetModuleInfo\.xml ' }
        $installed | Should -Be (Get-FolderContent $moduleFolder)
    }

    It 'works in a PowerShell that has no other modules than its own' {
        $gateway = Start-TestGateway
        $result = Invoke-TestPowerShell -Environment @{
            SUNO_API_KEY      = $gateway.ApiKey
            SUNO_API_BASE_URI = $gateway.BaseUri
            MODULES           = $modules
            IDS               = (Get-TestTaskId Music (1..5)) -join ','
        } -Script @'
$env:PSModulePath = $env:MODULES + [IO.Path]::PathSeparator + (Join-Path $PSHOME 'Modules')
Get-SunoTaskBatch ($env:IDS -split ',') -ExpandClip | Export-Csv (Join-Path $PSScriptRoot 'clips.csv')
"from: $((Get-Module SunoPS).ModuleBase)"
(Get-Help Get-SunoTaskBatch).Synopsis
'@

        $result.Error | Should -BeNullOrEmpty
        $result.ExitCode | Should -Be 0
        $result.Output | Should -Match ([regex]::Escape("from: $(Join-Path $modules 'SunoPS' $version)"))
        $result.Output | Should -Match ([regex]::Escape((Get-Help Get-SunoTaskBatch).Synopsis))
        @(Import-Csv -LiteralPath (Join-Path $result.Folder 'clips.csv')) | Should -HaveCount 10
    }
}
