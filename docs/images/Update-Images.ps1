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
    ./docs/images/Update-Images.ps1 -Name job
    Writes one.
#>
[CmdletBinding()]
param(
    # The pictures to write.
    [ValidateSet('job', 'clips', 'error')]
    [string[]] $Name = @('job', 'clips', 'error'),

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
    1..60 | ForEach-Object {
        [pscustomobject]@{ Name = "Song $_"; Album = $_ -le 30 ? 'Harbor' : 'Night'; Description = "calm song $_" }
    } | Export-Csv -LiteralPath (Join-Path $folder 'songs.csv')

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
`$prompts = 0
function prompt { `$Host.UI.RawUI.WindowTitle = "prompt `$((++`$script:prompts))"; 'PS> ' }
Clear-Host
"@ | Set-Content -LiteralPath $setup

    $scenes = [ordered]@{
        job   = @{
            Description = 'Songs from a CSV file: submitted, awaited, and saved by album'
            # Slow enough for a bar.
            Media       = @{ bytes = 300000; pauseMilliseconds = 300 }
            Steps       = @(
                @{
                    line  = 'Import-Csv songs.csv | Submit-SunoMusic -Resume | Wait-SunoTask |'
                    until = '(?m)^>> *$'
                }
                @{
                    line  = "Save-SunoClip ./songs -FileName '{Album}/{Name} {Index:00}'"
                    until = 'Saving.*\[[2-9]\d of '
                }
            )
        }
        clips = @{
            Description = 'A table of clips with lengths and colors'
            Steps       = @(@{ line = '(Get-SunoTaskBatch (Get-Content ids.txt)).Clips' })
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
