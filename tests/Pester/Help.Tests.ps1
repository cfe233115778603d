#Requires -Version 7.4

# Compares Get-Help with the code, for every cmdlet of the module.

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'TestSupport.psm1') -Force
    $cmdlets = (Get-TestManifest).CmdletsToExport | ForEach-Object { @{ Name = $_ } }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
    $cmdletNames = (Get-TestManifest).CmdletsToExport
    $topics = (Get-Item -Path (Join-Path (Split-Path -Parent (Get-TestModulePath)) 'en-US' '*.help.txt')).Name -replace
        '\.help\.txt$'
    $commonParameters = [Management.Automation.PSCmdlet]::CommonParameters
    $standardParameters = [Management.Automation.PSCmdlet]::OptionalCommonParameters

    function Get-DocumentedParameter {
        # All parameters, including those of SupportsShouldProcess and those that bind only from the pipeline.
        param([string] $Name)

        (Get-Command -Name $Name).Parameters.Values | Where-Object Name -NotIn $commonParameters
    }

    function Get-HelpEntry {
        param($Help)

        if ($Help.parameters.PSObject.Properties['parameter']) {
            $Help.parameters.parameter
        }
    }

    function Get-HelpText {
        param($Description)

        ($Description | ForEach-Object Text) -join "`n"
    }

    function Get-DocumentedDefault {
        # The default in the code, as a pattern that the documented default must match.
        param($Parameter, $Cmdlet)

        $value = $Cmdlet.($Parameter.Name)
        if ($Parameter.SwitchParameter) {
            return '^False$'
        }

        if ("$value" -eq '.') {
            return '^the current folder$'
        }

        # An empty value, or a number outside its range, means a default that is determined at run time.
        $unset = "$value" -eq '' -or ($value -is [int] -and $value -eq 0)
        $unset ? '^(?![\d/])|^0$' : "^$([regex]::Escape("$value"))$"
    }
}

Describe 'The help of <Name>' -ForEach $cmdlets {
    BeforeAll {
        $command = Get-Command -Name $Name
        $help = Get-Help -Name $Name -Full
        $entries = @(Get-HelpEntry $help)
        $parameters = @(Get-DocumentedParameter $Name)
        $cmdlet = $command.ImplementingType::new()
    }

    It 'has a synopsis in a sentence' {
        $help.Synopsis | Should -Match '^[A-Z][^\n]+\.$'
        $help.Synopsis | Should -Not -Match ([regex]::Escape($Name))
    }

    It 'describes every parameter in sentences, and none that is not there' {
        @($entries.ForEach('name') | Sort-Object) | Should -Be @($parameters.ForEach('Name') | Sort-Object)
        foreach ($entry in $entries) {
            Get-HelpText $entry.description |
                Should -CMatch '^[A-Z](.|\n)*\w.*\.' -Because "-$($entry.name) has to be described"
        }
    }

    It 'gives each parameter the type, position, aliases and pipeline input that it has' {
        foreach ($parameter in $parameters) {
            $entry = $entries.Where({ $_.name -eq $parameter.Name })[0]
            # The binding in the default set, or else in the first set that has the parameter.
            $sets = $parameter.ParameterSets
            $binding = $sets['__AllParameterSets'] ?? $sets[$command.DefaultParameterSet] ?? @($sets.Values)[0]
            $ways = @(
                if ($sets.Values.Where({ $_.ValueFromPipeline })) { 'ByValue' }
                if ($sets.Values.Where({ $_.ValueFromPipelineByPropertyName })) { 'ByPropertyName' }
            )
            $type = [nullable]::GetUnderlyingType($parameter.ParameterType) ?? $parameter.ParameterType

            $entry.type.name, $entry.required, $entry.position, $entry.pipelineInput, $entry.aliases |
                Should -BeExactly @(
                    $type.Name, "$($binding.IsMandatory)".ToLowerInvariant()
                    $binding.Position -lt 0 ? 'named' : "$($binding.Position)"
                    $ways ? "True ($($ways -join ', '))" : 'False'
                    $parameter.Aliases.Count ? $parameter.Aliases -join ', ' : 'none'
                ) -Because "so is -$($parameter.Name)"
        }
    }

    It 'has the defaults of the code' {
        foreach ($parameter in $parameters | Where-Object { $_.Name -notin $standardParameters }) {
            $entries.Where({ $_.name -eq $parameter.Name })[0].defaultValue |
                Should -CMatch (Get-DocumentedDefault $parameter $cmdlet) -Because "so the code has -$($parameter.Name)"
        }
    }

    It 'shows every parameter set, with its parameters in the order of Get-Command' {
        $shown = $help.syntax.syntaxItem | ForEach-Object {
            $of = $_.PSObject.Properties['parameter'] ? $_.parameter : @()
            "$($_.name): $($of.ForEach({ "$($_.name) $($_.required)" }) -join ', ')"
        }
        # Parameters that bind only from the pipeline are described, but are not in the syntax.
        $hidden = { $_.Attributes.Where({ $_ -is [Parameter] -and $_.DontShow }) }
        $visible = $parameters.Where({ -not (& $hidden) }).ForEach('Name')
        # Sets with an underscore in front are only for the parameter binder.
        $sets = $command.ParameterSets.Where({ $_.Name -notmatch '^_(?!_)' })
        $real = foreach ($set in $sets) {
            $names = [regex]::Matches("$set", '(?<=^|[ [])-(\w+)').ForEach({ $_.Groups[1].Value })
            $of = foreach ($n in $names.Where({ $_ -in $visible })) {
                "$n $("$($set.Parameters.Where({ $_.Name -eq $n })[0].IsMandatory)".ToLowerInvariant())"
            }
            "${Name}: $($of -join ', ')"
        }

        $shown | Sort-Object | Should -Be @($real | Sort-Object)
    }

    It 'lists the pipeline input types as inputs' {
        $documented = @($help.inputTypes.inputType.ForEach({ $_.type.name.Trim() }))
        $byValue = @(
            $command.Parameters.Values.Where(
                { $_.ParameterSets.Values.Where({ $_.ValueFromPipeline }) }).ForEach({ $_.ParameterType.FullName })
        )
        $byName = $command.Parameters.Values.Where(
            { $_.ParameterSets.Values.Where({ $_.ValueFromPipelineByPropertyName }) })

        foreach ($type in $byValue) {
            $documented | Should -Contain $type
        }

        if (-not $byValue -and -not $byName) {
            $documented | Should -Be 'None'
        }

        $documented | Where-Object { $_ -ne 'None' -and $null -eq ($_ -as [type]) } | Should -BeNullOrEmpty
    }

    It 'lists the types of OutputType as outputs' {
        $documented = @($help.returnValues.returnValue.ForEach({ $_.type.name.Trim() }) | Sort-Object)
        $types = @($command.OutputType.ForEach({ $_.Type.FullName }) | Sort-Object)

        $documented | Should -Be ($types ? $types : 'None')
    }

    It 'has two examples or more, whose commands and parameters exist' {
        $examples = @($help.examples.example)
        $examples.Count | Should -BeGreaterOrEqual 2
        $examples.title | Select-Object -Unique | Should -HaveCount $examples.Count
        $examples.code -join "`n" | Should -Match "\b$Name\b"
        foreach ($example in $examples) {
            $example.title | Should -CMatch '^-+ Example \d+: [A-Z].+ -+$'
            $parseErrors = $null
            $ast = [Management.Automation.Language.Parser]::ParseInput($example.code, [ref] $null, [ref] $parseErrors)
            $parseErrors | Should -BeNullOrEmpty
            $commands = $ast.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)
            foreach ($used in $commands | Where-Object { $_.GetCommandName() -like '*-Suno*' }) {
                $known = Get-Command -Name $used.GetCommandName() -Module SunoPS -ErrorAction Ignore
                $known |
                    Should -Not -BeNullOrEmpty -Because "the example '$($example.title)' uses $($used.GetCommandName())"
                foreach (
                    $element in $used.CommandElements |
                        Where-Object { $_ -is [Management.Automation.Language.CommandParameterAst] }
                ) {
                    $known.Parameters.Keys | Should -Contain $element.ParameterName
                }
            }
        }
    }

    It 'leads on to the topic of the module, and to commands and topics that exist' {
        $text = Get-HelpText $help.description
        $text | Should -Match '\nSee also: .*about_SunoPS\.$'
        $links = ($text -replace '(?s).*\nSee also: ').TrimEnd('.') -split ', '

        $links | Should -Not -Contain $Name
        foreach ($link in $links) {
            $cmdletNames + $topics | Should -Contain $link
        }
    }

    It 'shows in each of its views' {
        foreach ($view in @{}, @{ Detailed = $true }, @{ Full = $true }, @{ Examples = $true }) {
            $text = Get-Help -Name $Name @view | Out-String -Width 120
            $text | Should -Match "(?m)^NAME\r?\n +$Name\r?$"
            $text | Should -Not -Match '@\{Text=|System\.Object|(?m)^   at '
            $text | Should -Not -Match '-Online' -Because 'there is no page on the web'
        }

        if ($parameters) {
            $shown = Get-Help -Name $Name -Parameter * | Out-String -Width 120
            $parameters.ForEach({ $shown | Should -Match "(?m)^-$($_.Name)\b" })
        }
    }
}

Describe 'A parameter that several cmdlets have' {
    BeforeAll {
        $uses = foreach ($name in $cmdletNames) {
            $entries = @(Get-HelpEntry (Get-Help -Name $name -Full))
            foreach ($parameter in Get-DocumentedParameter $name) {
                $entry = $entries.Where({ $_.name -eq $parameter.Name })[0]
                [pscustomobject]@{
                    Cmdlet    = $name
                    Parameter = $parameter.Name
                    Type      = $parameter.ParameterType.FullName.TrimEnd('[', ']')
                    Aliases   = $parameter.Aliases -join ','
                    Meaning   = (Get-HelpText $entry.description) -replace '(?s)(?<=\.)\s.*$'
                }
            }
        }

        # Common PowerShell names whose meaning depends on the cmdlet.
        $ofItsCmdlet =
            'Gateway', 'InputObject', 'LiteralPath', 'Name', 'PassThru', 'Path', 'TaskId', 'ThrottleLimit', 'TimeoutSec'
        $shared = $uses | Group-Object Parameter | Where-Object { $_.Count -gt 1 -and $_.Name -notin $ofItsCmdlet }
    }

    It 'is described by the same sentence everywhere' {
        $shared | Where-Object { @($_.Group.Meaning | Select-Object -Unique).Count -gt 1 } |
            ForEach-Object { $_.Group | ForEach-Object { "$($_.Cmdlet) -$($_.Parameter): $($_.Meaning)" } } |
            Should -BeNullOrEmpty
    }
}

Describe 'about_SunoPS' {
    BeforeAll {
        $text = Get-Help -Name about_SunoPS | Out-String
        $folder = Join-Path (Split-Path -Parent (Get-TestModulePath)) 'en-US'
        $page = Get-Content -LiteralPath (Join-Path (Get-TestRepositoryRoot) 'docs' 'errors.md') -Raw
        $errorIds = [enum]::GetNames([SunoPS.SunoErrorKind])
    }

    It 'and the other topics are displayed unchanged, within 80 columns, and listed with a synopsis' {
        foreach ($topic in $topics) {
            $shown = Get-Help -Name $topic | Out-String
            $content = Get-Content -LiteralPath (Join-Path $folder "$topic.help.txt") -Raw
            $shown.TrimEnd() -replace '\r' | Should -BeExactly $content.TrimEnd()
            $content | Should -Match "^TOPIC\n    $topic\n\nSHORT DESCRIPTION\n    \S.*\.\n\nLONG DESCRIPTION\n"
            $content -split '\n' | Where-Object Length -GT 80 | Should -BeNullOrEmpty

            $listed = Get-Help -Name about_S* | Where-Object Name -EQ $topic
            $listed.Category | Should -Be 'HelpFile'
            $listed.Synopsis | Should -Match '^[A-Z].+\.$'
        }
    }

    It 'names each gateway that is known by name' {
        foreach ($gateway in [SunoPS.SunoGateway]::Known) {
            $text | Should -Match "(?m)^    $($gateway.Name) +$([regex]::Escape($gateway.BaseUri.Host)) "
        }
    }

    It 'and docs/errors.md list the ids of all errors, and no other' {
        $section = $text -replace '(?s)^.*\n  Errors\r?\n' -replace '(?s)\n  Saved responses.*$'

        [regex]::Matches($section, '(?m)^    ([A-Z][a-z]\w+[a-z][A-Z]?\w*)  ').ForEach({ $_.Groups[1].Value }) |
            Sort-Object | Should -Be @($errorIds | Sort-Object)
        [regex]::Matches($page, '(?m)^\| `(\w+)` \|').ForEach({ $_.Groups[1].Value }) | Sort-Object |
            Should -Be @($errorIds | Sort-Object)
    }

    It 'leads to every cmdlet and to every other topic' {
        $list = $text -replace '(?s)^.*\nCMDLETS\r?\n'

        [regex]::Matches($list, '(?m)^    (\w+-\w+)  +[A-Z]').ForEach({ $_.Groups[1].Value }) |
            Should -Be @($cmdletNames | Sort-Object)
        [regex]::Matches($list, '(?m)^    (about_\w+)  +[A-Z]').ForEach({ $_.Groups[1].Value }) |
            Should -Be @($topics | Where-Object { $_ -ne 'about_SunoPS' } | Sort-Object)
    }
}
