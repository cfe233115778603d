#!/usr/bin/env pwsh
#Requires -Version 7.4

<#
.SYNOPSIS
    Takes the picture of a page for the README.

.DESCRIPTION
    Submits songs to the local gateway of the tests, saves them, writes their page with a few choices, and takes a
    screenshot in Chromium. Needs a built module (dotnet build), and Chromium in the path or in SUNOPS_TEST_BROWSER.

.EXAMPLE
    ./docs/images/Update-PageImage.ps1
    Writes page.png.
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

$browser = @(Get-Command -Name ($env:SUNOPS_TEST_BROWSER ?? 'chromium') -CommandType Application)[0].Source
Import-Module (Join-Path $PSScriptRoot '..' '..' 'tests' 'Pester' 'TestSupport.psm1') -Force
Enter-TestSession
try {
    $gateway = Start-TestGateway
    $null = Invoke-RestMethod -Method Post -Uri "$($gateway.BaseUri)/_gateway/submissions" -NoProxy -Body '{"steps":0}'
    Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey
    $folder = New-TestFolder
    $songs = @'
Title,Tag,Lyrics,Album,Owner
Harbour lights,"dream pop, female vocals",The lamps along the harbour,Summer,Ada
Paper boats,"folk, acoustic guitar",We folded boats of paper,Summer,Li
Neon rain,"synthwave, night drive",The neon in the puddles,Autumn,Ada
Last train home,"lo-fi, rain",The last train waits for no one,Autumn,Jo
'@ | ConvertFrom-Csv
    $files = $songs | Submit-SunoMusic -Wait |
        Save-SunoClip $folder -FileName '{Album}/{Title} {Index:00}' -PassThru -AllowPrivateNetwork
    $choice = $files | Select-Object TaskId, ClipId, @{ Name = 'Choice'; Expression = { 'x' } }, Note, AudioUrl
    $choice[3].Note = 'warmer voice, better ending'

    $page = $files + $choice[0, 3, 4] |
        Export-SunoPlaylist (Join-Path $folder index.html) -Title 'Songs for the shop' -PassThru
    & $browser --headless --no-sandbox --disable-gpu --hide-scrollbars --disable-background-networking `
        '--window-size=1120,640' "--screenshot=$(Join-Path $PSScriptRoot page.png)" `
        "file://$($page.FullName)" 2>$null
    if ($LASTEXITCODE -ne 0) {
        throw 'The browser failed.'
    }
} finally {
    Exit-TestSession
}
