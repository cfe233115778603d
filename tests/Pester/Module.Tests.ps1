#Requires -Version 7.4
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'TestSupport.psm1') -Force
    # Parameter: as the design names them; a cmdlet that is not in the table is held to all the rest.
    $pages = @{
        'Connect-SunoApi'      = @(
            'AllowUnencryptedAuthentication', 'ApiKey', 'AuthenticationScheme', 'BaseUri', 'BatchMethod', 'BatchPath', 'BatchSize', 'Gateway', 'MaximumRetryCount'
            'PassThru', 'Proxy', 'ProxyCredential', 'RetryIntervalSec', 'SkipCertificateCheck', 'ThrottleLimit', 'TimeoutSec'
        )
        'ConvertFrom-SunoJson' = @('InputObject')
        'Disconnect-SunoApi'   = @()
        'Get-SunoConnection'   = @()
        'Get-SunoTask'         = @('Connection', 'ExpandClip', 'TaskId', 'ThrottleLimit')
        'Get-SunoTaskBatch'    = @('Action', 'BatchSize', 'Connection', 'ExpandClip', 'TaskId', 'ThrottleLimit')
        'Test-SunoConnection'  = @('Connection', 'Quiet')
        'Wait-SunoTask'        = @('Action', 'Connection', 'ExpandClip', 'PollingIntervalSec', 'TaskId', 'TimeoutSec')
    }
    $cmdlets = (Import-PowerShellDataFile -LiteralPath (Get-TestModulePath)).CmdletsToExport | ForEach-Object { @{ Name = $_ } }
    $documented = $cmdlets | Where-Object { $pages.ContainsKey($_.Name) } | ForEach-Object { @{ Name = $_.Name; Parameters = $pages[$_.Name] } }
}

BeforeAll {
    Set-StrictMode -Version Latest
    $ErrorActionPreference = 'Stop'
    Import-Module (Join-Path $PSScriptRoot 'TestSupport.psm1') -Force
    Enter-TestSession
    $manifestPath = Get-TestModulePath
    $moduleFolder = Split-Path -Parent $manifestPath
    $cmdletNames = (Import-PowerShellDataFile -LiteralPath $manifestPath).CmdletsToExport
    $commonParameters = [Management.Automation.PSCmdlet]::CommonParameters + [Management.Automation.PSCmdlet]::OptionalCommonParameters

    function Get-OwnParameter {
        # The parameters of a cmdlet that its users are to know.
        param([string] $Name)

        foreach ($parameter in (Get-Command -Name $Name).Parameters.Values) {
            $isHidden = $parameter.Attributes.Where({ $_ -is [Parameter] -and $_.DontShow }).Count -gt 0
            if ($parameter.Name -notin $commonParameters -and -not $isHidden) {
                $parameter.Name
            }
        }
    }
}

AfterAll {
    Exit-TestSession
}

Describe 'The staged folder' {
    It 'holds the module and nothing else' {
        $files = Get-ChildItem -LiteralPath $moduleFolder -Recurse -File -Force |
            ForEach-Object { [IO.Path]::GetRelativePath($moduleFolder, $_.FullName).Replace('\', '/') } |
            Sort-Object

        $expected = @(
            'LICENSE', 'SunoPS.Format.ps1xml', 'SunoPS.psd1', 'SunoPS.Types.ps1xml'
            'bin/net8.0/SunoPS.Client.dll', 'bin/net8.0/SunoPS.dll'
            'en-US/SunoPS.dll-Help.xml'
        )
        $files | Should -Be ($expected | Sort-Object)
    }

    It 'holds the manifest of the repository' {
        $ours = Join-Path (Get-TestRepositoryRoot) 'SunoPS.psd1'

        Get-Content -LiteralPath $manifestPath -Raw | Should -BeExactly (Get-Content -LiteralPath $ours -Raw)
    }

    It 'is where the assemblies in this session come from' {
        foreach ($type in [SunoPS.SunoTask], [SunoPS.Commands.GetSunoTaskCommand]) {
            $type.Assembly.Location | Should -BeLike (Join-Path $moduleFolder 'bin' 'net8.0' '*.dll')
        }
    }

    It 'keeps PowerShell out of the client' {
        [SunoPS.SunoTask].Assembly.GetReferencedAssemblies().Name | Should -Not -Contain 'System.Management.Automation'
    }

    It 'gives both assemblies the version of the manifest' {
        $version = (Import-PowerShellDataFile -LiteralPath $manifestPath).ModuleVersion

        foreach ($type in [SunoPS.SunoTask], [SunoPS.Commands.GetSunoTaskCommand]) {
            $type.Assembly.GetName().Version.ToString(3) | Should -Be $version
        }
    }
}

Describe 'The manifest' {
    BeforeAll {
        $manifest = Test-ModuleManifest -Path $manifestPath -WarningVariable manifestWarnings -WarningAction SilentlyContinue
    }

    It 'is valid and draws no warning' {
        $manifest.Name | Should -Be 'SunoPS'
        $manifestWarnings | Should -BeNullOrEmpty
    }

    It 'asks for PowerShell 7.4' {
        $manifest.PowerShellVersion | Should -Be '7.4'
        $manifest.CompatiblePSEditions | Should -Be @('Core')
    }

    It 'describes itself' {
        $manifest.Description | Should -Match 'Suno'
        $manifest.Author | Should -Not -BeNullOrEmpty
        $manifest.Copyright | Should -Not -BeNullOrEmpty
    }

    It 'names each export' {
        $data = Import-PowerShellDataFile -LiteralPath $manifestPath

        foreach ($name in 'Connect-SunoApi', 'Disconnect-SunoApi', 'Get-SunoConnection', 'Get-SunoTask', 'Get-SunoTaskBatch') {
            $data.CmdletsToExport | Should -Contain $name
        }

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

    It 'names every parameter in the singular' {
        $names = $cmdletNames.ForEach({ Get-OwnParameter $_ })

        $names | Should -Contain 'TaskId'
        $names | Where-Object { $_ -match '[^s]s$' } | Should -BeNullOrEmpty
    }

    It '<Name> has the parameters that the design names' -ForEach $documented {
        $names = @(Get-OwnParameter $Name | Sort-Object)

        $names | Should -Be @($Parameters | Sort-Object)
    }

    It 'imports in a fresh PowerShell without a word, and its types resolve at once' {
        $result = Invoke-TestPowerShell -Script @'
$said = Import-Module $env:SUNOPS_TEST_MODULE *>&1
"said: $said"
[SunoPS.SunoTask].FullName
[SunoPS.SunoClip].FullName
[SunoPS.SunoClipCollection].FullName
[SunoPS.SunoLyrics].FullName
[SunoPS.SunoJsonObject].FullName
[SunoPS.SunoConnection].FullName
[SunoPS.SunoApiException].FullName
[SunoPS.SunoTaskStatus].FullName
[SunoPS.SunoClipStatus].FullName
[SunoPS.SunoAuthenticationScheme].FullName
[SunoPS.SunoBatchMethod].FullName
'@

        $result.Error | Should -BeNullOrEmpty
        $types = @(
            'SunoTask', 'SunoClip', 'SunoClipCollection', 'SunoLyrics', 'SunoJsonObject', 'SunoConnection', 'SunoApiException'
            'SunoTaskStatus', 'SunoClipStatus', 'SunoAuthenticationScheme', 'SunoBatchMethod'
        )
        $result.Output.Trim() -split '\r?\n' | Should -Be (@('said: ') + $types.ForEach({ "SunoPS.$_" }))
    }

    It 'can be imported once more over itself' {
        $result = Invoke-TestPowerShell -Script @'
Import-Module $env:SUNOPS_TEST_MODULE
Import-Module $env:SUNOPS_TEST_MODULE -Force
Remove-Module SunoPS
Import-Module $env:SUNOPS_TEST_MODULE
"modules: $(@(Get-Module SunoPS).Count), errors: $($Error.Count)"
'@

        $result.Error | Should -BeNullOrEmpty
        $result.Output.Trim() | Should -Be 'modules: 1, errors: 0'
    }

    It 'has the words of the interface as enums, in their order' {
        [enum]::GetNames([SunoPS.SunoTaskStatus]) | Should -Be @('Unknown', 'NotStart', 'Submitted', 'Queued', 'InProgress', 'Success', 'Failure')
        [enum]::GetNames([SunoPS.SunoClipStatus]) | Should -Be @('Unknown', 'Submitted', 'Queued', 'Streaming', 'Complete', 'Error')
        [enum]::GetNames([SunoPS.SunoAuthenticationScheme]) | Should -Be @('Bearer', 'Raw')
        [enum]::GetNames([SunoPS.SunoBatchMethod]) | Should -Be @('Post', 'Get')
    }
}

Describe 'The parameter -TaskId of <Name>' -ForEach @(@{ Name = 'Get-SunoTask' }, @{ Name = 'Get-SunoTaskBatch' }) {
    BeforeAll {
        $parameter = (Get-Command -Name $Name).Parameters['TaskId']
    }

    It 'takes many, at the first position and from the pipeline, by value and by name' {
        $parameter.ParameterType | Should -Be ([string[]])
        $parameter.ParameterSets['__AllParameterSets'].Position | Should -Be 0
        $parameter.ParameterSets['__AllParameterSets'].IsMandatory | Should -BeTrue
        $parameter.ParameterSets['__AllParameterSets'].ValueFromPipeline | Should -BeTrue
        $parameter.ParameterSets['__AllParameterSets'].ValueFromPipelineByPropertyName | Should -BeTrue
    }

    It 'goes by Id and task_id too' {
        $parameter.Aliases | Sort-Object | Should -Be @('Id', 'task_id')
    }
}

Describe 'The help of <Name>' -ForEach $cmdlets {
    BeforeAll {
        $help = Get-Help -Name $Name -Full
    }

    It 'has a synopsis in a sentence' {
        $help.Synopsis | Should -Match '^[A-Z].+\.$'
        $help.Synopsis | Should -Not -Match ([regex]::Escape($Name))
    }

    It 'has a description' {
        ($help.Description | Out-String).Trim().Length | Should -BeGreaterThan 80
    }

    It 'describes every parameter, and none that is not there' {
        $described = @(if ($help.parameters.PSObject.Properties['parameter']) { $help.parameters.parameter })

        $parameters = @(Get-OwnParameter $Name | Sort-Object)
        @($described.ForEach('name') | Sort-Object) | Should -Be $parameters
        foreach ($entry in $described) {
            ($entry.description | Out-String).Trim() | Should -Match '\w.*\.' -Because "-$($entry.name) has to be described"
        }
    }

    It 'shows the syntax that the cmdlet has' {
        $sets = @((Get-Command -Name $Name).ParameterSets)
        $shown = @($help.syntax.syntaxItem)

        $shown | Should -HaveCount $sets.Count
        $shown.name | Select-Object -Unique | Should -Be $Name
    }

    It 'has examples whose commands exist and parse' {
        $examples = @($help.examples.example)
        $examples.Count | Should -BeGreaterThan 0
        foreach ($example in $examples) {
            $example.title | Should -Match '\w'
            $parseErrors = $null
            $ast = [Management.Automation.Language.Parser]::ParseInput($example.code, [ref] $null, [ref] $parseErrors)
            $parseErrors | Should -BeNullOrEmpty
            $example.code | Should -Match 'Suno'
            $commands = $ast.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)
            foreach ($command in $commands | Where-Object { $_.GetCommandName() -like '*-Suno*' }) {
                $known = Get-Command -Name $command.GetCommandName() -Module SunoPS -ErrorAction Ignore
                $known | Should -Not -BeNullOrEmpty -Because "the example '$($example.title)' uses $($command.GetCommandName())"
                foreach ($element in $command.CommandElements | Where-Object { $_ -is [Management.Automation.Language.CommandParameterAst] }) {
                    $known.Parameters.Keys | Should -Contain $element.ParameterName
                }
            }
        }
    }

    It 'leads on to pages that exist' {
        $links = @($help.relatedLinks.navigationLink.linkText)

        $links | Should -Not -BeNullOrEmpty
        foreach ($link in $links) {
            $cmdletNames | Should -Contain $link
        }
    }
}
