#!/usr/bin/env pwsh
#Requires -Version 7.4

<#
.SYNOPSIS
    Draws the pictures of the README from real screens of the module.

.DESCRIPTION
    Types commands into PowerShell in a pseudoterminal, against the local gateway of the tests, and writes one SVG for
    each scene. Needs a built module (dotnet build) and Python 3 with rich and pyte, on Linux or macOS:

        apt-get install python3-rich python3-pyte

.EXAMPLE
    ./docs/images/Update-Images.ps1
    Writes every picture.

.EXAMPLE
    ./docs/images/Update-Images.ps1 -Name wait
    Writes one.
#>
[CmdletBinding()]
param(
    # The pictures to write.
    [ValidateSet('tasks', 'clips', 'wait', 'save', 'error')]
    [string[]] $Name = @('tasks', 'clips', 'wait', 'save', 'error'),

    # The width of the terminal.
    [ValidateRange(80, 140)]
    [int] $Columns = 96
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

if ($IsWindows) {
    throw 'Windows has no pseudoterminal for Python. Run this script on Linux or macOS, or in WSL.'
}

$python = @('python3', '/usr/bin/python3').Where({
        (Get-Command -Name $_ -ErrorAction Ignore) -and $(& $_ -c 'import rich, pyte' 2>$null; $LASTEXITCODE -eq 0)
    }, 'First')
if (-not $python) {
    throw 'Python 3 with rich and pyte is missing. Install them: apt-get install python3-rich python3-pyte'
}

Import-Module (Join-Path $PSScriptRoot '..' '..' 'tests' 'Pester' 'TestSupport.psm1') -Force
Enter-TestSession
try {
    $gateway = Start-TestGateway -Proxy
    $folder = New-TestFolder
    $ids = @(Get-TestTaskId Music 0, 2; Get-TestTaskId Lyrics 2; Get-TestTaskId Failed 0; Get-TestTaskId Progressing 0)
    $ids | Set-Content -LiteralPath (Join-Path $folder 'ids.txt')
    Get-TestTaskId Music (0..39) | Set-Content -LiteralPath (Join-Path $folder 'songs.txt')

    # Every https address is the gateway's. Its certificate is accepted at the connected host alone, so that media is
    # at a host of its own.
    $setup = Join-Path $folder 'setup.ps1'
    @"
Set-Location -LiteralPath '$folder'
Import-Module '$(Get-TestModulePath)'
Set-PSReadLineOption -PredictionSource None -HistorySaveStyle SaveNothing
`$PSDefaultParameterValues['Connect-SunoApi:Proxy'] = '$($gateway.ProxyUri)'
`$PSDefaultParameterValues['Connect-SunoApi:SkipCertificateCheck'] = `$true
`$PSDefaultParameterValues['Connect-SunoApi:WarningAction'] = 'SilentlyContinue'
`$key = ConvertTo-SecureString '$($gateway.ApiKey)' -AsPlainText -Force
Connect-SunoApi -BaseUri https://media.gateway.example -ApiKey `$key
`$tasks = Get-Content ids.txt | Get-SunoTaskBatch
`$songs = Get-Content songs.txt | Get-SunoTaskBatch
`$prompts = 0
function prompt { `$Host.UI.RawUI.WindowTitle = "prompt `$((++`$script:prompts))"; 'PS> ' }
Clear-Host
"@ | Set-Content -LiteralPath $setup

    $scenes = [ordered]@{
        tasks = @{
            Description = 'Connecting to a gateway, and a table of tasks'
            Steps       = @(
                @{ line = 'Connect-SunoApi -Gateway OpenAIHub -ApiKey $key' }
                @{ line = 'Get-Content ids.txt | Get-SunoTaskBatch' }
            )
        }
        clips = @{
            Description = 'A table of clips with lengths and colors'
            Steps       = @(@{ line = '(Get-SunoTaskBatch (Get-Content ids.txt)).Clips' })
        }
        wait  = @{
            Description = 'Waiting for tasks with a progress bar'
            Steps       = @(@{ line = 'Get-Content ids.txt | Wait-SunoTask -PollingIntervalSec 3'; until = '\(70%' })
        }
        save  = @{
            Description = 'Saving songs with a progress bar'
            # Slow enough for a bar.
            Media       = @{ bytes = 300000; pauseMilliseconds = 300 }
            Steps       = @(
                @{ line = '$songs | Save-SunoClip ./songs -ThrottleLimit 4'; until = 'Saving.*\[(\d\d|[6-9]) files' }
            )
        }
        error = @{
            Description = 'One unknown task gives an error; the other task is output'
            Steps       = @(@{ line = "Get-SunoTaskBatch $($ids[0]), wrong-id" })
        }
    }
    foreach ($each in $Name) {
        $scene = $scenes[$each]
        Reset-TestGateway $gateway
        if ($scene['Media']) {
            $null = Invoke-RestMethod -Method Post -Uri "$($gateway.BaseUri)/_gateway/media" -NoProxy `
                -Body ($scene.Media | ConvertTo-Json)
        }

        ConvertTo-Json -Depth 5 -InputObject @(
            @{
                name        = $each
                description = $scene.Description
                columns     = $Columns
                setup       = $setup
                steps       = $scene.Steps
                path        = Join-Path $PSScriptRoot "$each.svg"
            }
        ) | & $python[0] (Join-Path $PSScriptRoot 'capture_terminal.py')
        if ($LASTEXITCODE -ne 0) {
            throw "The picture '$each' failed."
        }
    }
} finally {
    Exit-TestSession
}
