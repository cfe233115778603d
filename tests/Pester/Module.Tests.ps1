#Requires -Version 7.4

BeforeAll {
    . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
    $manifestPath = Get-TestModulePath
    $moduleFolder = Split-Path -Parent $manifestPath
    $cmdletNames = (Get-TestManifest).CmdletsToExport
}

Describe 'The staged folder' {
    It 'holds the module and nothing else' {
        $files = Get-ChildItem -LiteralPath $moduleFolder -Recurse -File -Force |
            ForEach-Object { [IO.Path]::GetRelativePath($moduleFolder, $_.FullName).Replace('\', '/') } |
            Sort-Object

        $expected = @(
            'LICENSE', 'THIRD-PARTY-NOTICES.txt', 'SunoPS.Format.ps1xml', 'SunoPS.psd1', 'SunoPS.Types.ps1xml'
            'bin/net8.0/SunoPS.Client.dll', 'bin/net8.0/SunoPS.dll'
            'bin/netstandard2.0/SunoPS.Client.dll', 'bin/netstandard2.0/SunoPS.dll'
            @(
                'Microsoft.Bcl.AsyncInterfaces', 'Microsoft.Bcl.TimeProvider', 'System.Buffers', 'System.IO.Pipelines',
                'System.Memory', 'System.Numerics.Vectors'
                'System.Runtime.CompilerServices.Unsafe', 'System.Text.Encodings.Web', 'System.Text.Json',
                'System.Threading.Tasks.Extensions'
            ).ForEach({ "bin/netstandard2.0/dependencies/$_.dll" })
            'en-US/SunoPS.dll-Help.xml'
            @('', '_Excel', '_Jobs', '_Schedules', '_Secrets').ForEach({ "en-US/about_SunoPS$_.help.txt" })
            (Get-ChildItem (Join-Path (Get-TestRepositoryRoot) 'docs' 'recipes')).ForEach({ "recipes/$($_.Name)" })
        )
        $files | Should -Be ($expected | Sort-Object)
    }

    It 'holds the manifest of the repository' {
        $ours = Join-Path (Get-TestRepositoryRoot) 'SunoPS.psd1'

        Get-Content -LiteralPath $manifestPath -Raw | Should -BeExactly (Get-Content -LiteralPath $ours -Raw)
    }

    It 'is the source of the assemblies in this session' {
        foreach ($type in [SunoPS.SunoTask], [SunoPS.Commands.GetSunoTaskCommand]) {
            $type.Assembly.Location | Should -BeLike (Join-Path $moduleFolder 'bin' 'net8.0' '*.dll')
        }
    }

    It 'keeps PowerShell out of the client' {
        [SunoPS.SunoTask].Assembly.GetReferencedAssemblies().Name | Should -Not -Contain 'System.Management.Automation'
    }

    It 'gives both assemblies the version of the manifest' {
        $version = (Get-TestManifest).ModuleVersion

        foreach ($type in [SunoPS.SunoTask], [SunoPS.Commands.GetSunoTaskCommand]) {
            $type.Assembly.GetName().Version.ToString(3) | Should -Be $version
        }
    }
}

Describe 'The manifest' {
    BeforeAll {
        $manifest =
            Test-ModuleManifest -Path $manifestPath -WarningVariable manifestWarnings -WarningAction SilentlyContinue
    }

    It 'is valid and draws no warning' {
        $manifest.Name | Should -Be 'SunoPS'
        $manifestWarnings | Should -BeNullOrEmpty
    }

    It 'requires PowerShell 7.4, or Windows PowerShell 5.1 with .NET Framework 4.7.2' {
        $manifest.PowerShellVersion | Should -Be '7.4'
        $manifest.CompatiblePSEditions | Should -Be @('Desktop', 'Core')
        (Get-TestManifest -Edition Desktop).PowerShellVersion | Should -Be '5.1'
        $manifest.DotNetFrameworkVersion | Should -Be '4.7.2'
    }

    It 'has the metadata for a gallery, with valid addresses' {
        $gallery = (Get-TestManifest).PrivateData.PSData

        $gallery.Tags | Should -Contain 'Suno'
        $gallery.Tags | Where-Object { $_ -match '\s' } | Should -BeNullOrEmpty -Because 'blanks part tags'
        $gallery.ReleaseNotes | Should -Match "^$([regex]::Escape($manifest.Version))\b"
        $gallery.LicenseUri | Should -Not -BeNullOrEmpty
        foreach ($key in 'LicenseUri', 'ProjectUri', 'IconUri') {
            if ($gallery.ContainsKey($key)) {
                ([uri] $gallery[$key]).Scheme | Should -Be 'https'
            }
        }
    }

    It 'lists existing files, in <Edition>, only of its own build' -ForEach @(
        @{ Edition = 'Core'; Build = 'net8.0' }, @{ Edition = 'Desktop'; Build = 'netstandard2.0' }
    ) {
        $data = Get-TestManifest -Edition $Edition

        @($data.RootModule) + $data.RequiredAssemblies | Should -BeLike "bin/$Build/*.dll"
        $data.RequiredAssemblies | Should -Contain $data.RootModule
        foreach (
            $file in @($data.RootModule) + $data.RequiredAssemblies + $data.FormatsToProcess + $data.TypesToProcess
        ) {
            Join-Path $moduleFolder $file | Should -Exist
        }
    }

    It 'names each export, sorted, and nothing but cmdlets' {
        $data = Get-TestManifest

        $data.CmdletsToExport | Should -Be ($data.CmdletsToExport | Sort-Object -Unique)
        $data.CmdletsToExport | Where-Object { $_ -match '[*?]' } | Should -BeNullOrEmpty
        $data.FunctionsToExport | Should -HaveCount 0
        $data.AliasesToExport | Should -HaveCount 0
        $data.VariablesToExport | Should -HaveCount 0
    }
}

Describe 'The module' {
    It 'exports every cmdlet that its assembly has, and no more' {
        $inAssembly = [SunoPS.Commands.GetSunoTaskCommand].Assembly.GetExportedTypes() |
            ForEach-Object { $_.GetCustomAttributes([Management.Automation.CmdletAttribute], $false) } |
            ForEach-Object { "$($_.VerbName)-$($_.NounName)" } |
            Sort-Object

        $inAssembly | Should -Be ($cmdletNames | Sort-Object)
        (Get-Module -Name SunoPS).ExportedCommands.Keys | Sort-Object | Should -Be $inAssembly
    }

    It 'has approved verbs and one noun prefix' {
        foreach ($command in Get-Command -Module SunoPS) {
            (Get-Verb).Verb | Should -Contain $command.Verb
            $command.Noun | Should -CMatch '^Suno[A-Z]'
        }
    }

    It 'imports in a new PowerShell without output, its types resolve at once, and it can be imported once more' {
        $result = Invoke-TestPowerShell -Script @'
$said = Import-Module $env:SUNOPS_TEST_MODULE *>&1
"said: $said"
[SunoPS.SunoTask].FullName
[SunoPS.SunoConnection].FullName
[SunoPS.SunoTaskStatus].FullName
Import-Module $env:SUNOPS_TEST_MODULE -Force
Remove-Module SunoPS
Import-Module $env:SUNOPS_TEST_MODULE
"modules: $(@(Get-Module SunoPS).Count), errors: $($Error.Count)"
'@

        $result.Error | Should -BeNullOrEmpty
        $result.Output.Trim() -split '\r?\n' |
            Should -Be 'said: ', 'SunoPS.SunoTask', 'SunoPS.SunoConnection', 'SunoPS.SunoTaskStatus',
                'modules: 1, errors: 0'
    }

    It 'has no more of its methods compiled for the first batch of a process than this' {
        if ($env:SUNOPS_MEASURES_COVERAGE) {
            Set-ItResult -Skipped -Because 'instrumented assemblies have more methods'
        }

        # The compiler of .NET lists what it compiles. What belongs to .NET or PowerShell does not count: it comes
        # compiled in some installations. Each method is compiled once, without optimization later, and only if it is
        # called: there is no startup profile of earlier processes.
        $list = Join-Path (New-TestFolder) 'methods.txt'
        $result = Invoke-TestPowerShell -Gateway (Start-TestGateway) -Environment @{
            DOTNET_JitStdOutFile    = $list
            DOTNET_JitDisasmSummary = '1'
            DOTNET_TC_CallCounting  = '0'
            XDG_CACHE_HOME          = New-TestFolder
        } -Script @'
            $tasks = 1..100 | ForEach-Object { '5f3a0001-0000-4000-8000-{0:x12}' -f $_ } | Get-SunoTaskBatch
            $tasks.Count
'@

        # .NET aborts, with the whole list written, if it compiles on another thread while the process ends.
        $result.Output.Trim() | Should -Be 100
        $methods = (Get-Content -LiteralPath $list) -match ': JIT compiled SunoPS' -replace '^.*JIT compiled | \[.*$' |
            Sort-Object -Unique
        $methods.Count | Should -BeGreaterThan 100
        $methods.Count | Should -BeLessThan 880
    }
}
