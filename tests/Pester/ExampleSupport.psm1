#Requires -Version 7.4

# Finds the examples of the documentation, and runs each in a separate session like a reader's.

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

# The last commands of blocks that write files.
$script:FileCommands = 'Export-Csv', 'Export-Clixml', 'Set-Content', 'Add-Content', 'Out-File'
$script:SilentCommands = $script:FileCommands + 'Disconnect-SunoApi', 'Import-Module', 'Out-Null', 'Remove-Item'

function Get-DocumentedExample {
    # Returns the PowerShell code blocks of a Markdown file, each with the output that is shown below it.
    param([Parameter(Mandatory)] [string] $Path)

    $file = Split-Path -Leaf $Path
    $heading = ''
    $language = $null
    $lines = @()
    $numbers = @{}
    $last = $null
    foreach ($line in Get-Content -LiteralPath $Path) {
        if ($null -ne $language) {
            if ($line -ne '```') {
                $lines += $line
                continue
            }

            if ($language -eq 'powershell') {
                $numbers[$heading] = 1 + $numbers[$heading]
                $last = [pscustomobject]@{
                    Name = "${file}: $heading$($numbers[$heading] -gt 1 ? " ($($numbers[$heading]))" : '')"
                    File = $file
                    Code = $lines -join "`n"
                    # A text block directly after the commands is their output.
                    Shown = $null
                }
                $last
            } elseif ($language -eq 'text' -and $last) {
                $last.Shown = $lines -join "`n"
            }

            $language = $null
        } elseif ($line -match '^```(?<language>\w*)') {
            $language = $Matches.language
            $lines = @()
        } elseif ($line -match '^#+ (?<heading>.+)$') {
            $heading = $Matches.heading
            $last = $null
        } elseif ($line.Trim()) {
            $last = $null
        }
    }
}

function Get-ExamplePromise {
    # Returns the expected results of an example from its code: output, files, a connection.
    param([Parameter(Mandatory)] [string] $Code)

    $ast = [Management.Automation.Language.Parser]::ParseInput($Code, [ref] $null, [ref] $null)
    $commands = @($ast.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true))
    $end = $ast.EndBlock.Statements[-1]
    $output = $end -is [Management.Automation.Language.PipelineAst]
    if ($output -and $end.PipelineElements[-1] -is [Management.Automation.Language.CommandAst]) {
        $last = $end.PipelineElements[-1]
        $known = Get-Command -Name $last.GetCommandName() -ErrorAction Ignore
        $needsPassThru = $known -and $known.ModuleName -eq 'SunoPS' -and $known.Parameters.ContainsKey('PassThru')
        $output = $last.GetCommandName() -notin $script:SilentCommands -and "$last" -notmatch '-WhatIf\b' -and
            (-not $needsPassThru -or "$last" -match '-PassThru\b')
    }

    [pscustomobject]@{
        Output   = $output
        Files    = @(
            foreach ($command in $commands | Where-Object { $_.GetCommandName() -in $script:FileCommands }) {
                $command.CommandElements | Select-Object -Skip 1 |
                    Where-Object { $_ -is [Management.Automation.Language.StringConstantExpressionAst] } |
                    ForEach-Object Value | Where-Object { $_ -match '\.\w+$' }
            }
        )
        Connects = $commands.ForEach({ $_.GetCommandName() }) -contains 'Connect-SunoApi'
        Imports  = $commands -and $commands[0].GetCommandName() -eq 'Import-Module'
    }
}

function Invoke-DocumentedExample {
    # Runs an example in a separate runspace of its location, with variables and after a setup, and returns its results.
    # Runs the real commands. Every https address leads to the local gateway, which acts as the proxy. Connects the
    # session unless the example does. Functions replace commands that prompt or need another module.
    param($Example, $Gateway, [string] $ModulePath, [string] $Location, [hashtable] $Variable, [string] $Setup)

    $promise = Get-ExamplePromise -Code $Example.Code
    # The certificate check is skipped only for the gateway's host, so examples that save files have their media there.
    $hostName = $Example.Code -match 'Save-SunoClip' ? 'media.gateway.example' : 'gateway.example'
    # All commands are there at once. Loading a module for a command searches every program first.
    $state = [initialsessionstate]::CreateDefault()
    $state.ThrowOnRunspaceOpenError = $true
    $runspace = [runspacefactory]::CreateRunspace($state)
    $runspace.Open()
    try {
        $null = Invoke-Step $runspace {
            param($Gateway, $ModulePath, $Location, $Promise, $HostName)

            Set-Location -LiteralPath $Location
            $PSDefaultParameterValues = @{
                'Connect-SunoApi:Proxy'                = $Gateway.ProxyUri
                'Connect-SunoApi:SkipCertificateCheck' = $true
            }
            $key = ConvertTo-SecureString $Gateway.ApiKey -AsPlainText -Force
            Set-Item -LiteralPath Function:Read-Host `
                -Value { param([string] $Prompt, [switch] $AsSecureString) $AsSecureString ? $key : "$Prompt?" }
            Set-Item -LiteralPath Function:Get-Secret -Value {
                param([string] $Name, [switch] $AsPlainText)
                $AsPlainText ? (ConvertFrom-SecureString $key -AsPlainText) : $key
            }
            if (-not $Promise.Imports) {
                Import-Module $ModulePath
                if (-not $Promise.Connects) {
                    Connect-SunoApi -BaseUri "https://$HostName" -ApiKey $key
                }
            }
        } $Gateway, $ModulePath, $Location, $promise, $hostName
        foreach ($name in $Variable.Keys) {
            $runspace.SessionStateProxy.SetVariable($name, $Variable[$name])
        }

        $prepared = Invoke-Step $runspace ([scriptblock]::Create($Setup)) @()
        if ($prepared.Errors) {
            throw "What '$($Example.Name)' needs cannot be had: $($prepared.Errors)"
        }

        $result = Invoke-Step $runspace ([scriptblock]::Create($Example.Code)) @()
        $works = Invoke-Step $runspace {
            param($Connects)
            if ($Connects -and (Get-SunoConnection).BaseUri -match '^https://[^/]+/$') { Test-SunoConnection -Quiet }
        } $promise.Connects
        $text = Invoke-Step $runspace { param($Objects) $Objects | Out-String -Width 100 } (, $result.Output)
        [pscustomobject]@{
            Promise         = $promise
            Text            = "$($text.Output)"
            Errors          = $result.Errors
            ConnectionWorks = $works.Output
        }
    } finally {
        $runspace.Dispose()
    }
}

function Invoke-Step {
    param([runspace] $Runspace, [scriptblock] $Script, [object[]] $Arguments)

    $shell = [powershell]::Create($Runspace)
    try {
        $null = $shell.AddScript("$Script", $false)
        $Arguments | ForEach-Object { $null = $shell.AddArgument($_) }
        $errors = [Collections.Generic.List[object]]::new()
        $output = try { $shell.Invoke() } catch {
            $cause = $_.Exception.GetBaseException()
            $errors.Add($cause -is [Management.Automation.RuntimeException] ? $cause.ErrorRecord : $_)
        }

        $shell.Streams.Error | ForEach-Object { $errors.Add($_) }
        [pscustomobject]@{ Output = @($output); Errors = $errors.ToArray() }
    } finally {
        $shell.Dispose()
    }
}

Export-ModuleMember -Function Get-DocumentedExample, Get-ExamplePromise, Invoke-DocumentedExample
