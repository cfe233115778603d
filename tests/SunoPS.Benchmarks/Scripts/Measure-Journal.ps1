#Requires -Version 7.4

<#
.SYNOPSIS
Measures the cost of the journal: submissions to a local gateway, 16 in flight, alternately with and without it.
.PARAMETER Count
The number of submissions of a run.
.PARAMETER Run
The number of pairs of runs, after one that does not count.
.PARAMETER LatencyMilliseconds
The latency of each response.
.EXAMPLE
pwsh tests/SunoPS.Benchmarks/Scripts/Measure-Journal.ps1
#>
param(
    [int] $Count = 800,
    [int] $Run = 12,
    [int] $LatencyMilliseconds = 20
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Import-Module ([IO.Path]::Combine($PSScriptRoot, '..', '..', 'Pester', 'TestSupport.psm1'))
Enter-TestSession
try {
    $gateway = Start-TestGateway
    Set-TestGatewayLatency $gateway $LatencyMilliseconds
    Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey
    $folder = $env:SUNO_JOURNAL
    $pairs = foreach ($number in 0..$Run) {
        $pair = [ordered]@{}
        foreach ($setting in 'Journal', 'Off') {
            $env:SUNO_JOURNAL = $setting -eq 'Off' ? 'off' : $folder
            $songs = 1..$Count | ForEach-Object { "$setting $number $_" }
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $null = $songs | Submit-SunoMusic
            $pair[$setting] = $clock.Elapsed.TotalMilliseconds
        }

        [pscustomobject]$pair
    }

    function Get-Median {
        param([double[]] $Number)

        $sorted = @($Number | Sort-Object)
        ($sorted[[Math]::Floor(($sorted.Count - 1) / 2)] + $sorted[[Math]::Floor($sorted.Count / 2)]) / 2
    }

    $counted = $pairs | Select-Object -Skip 1
    [pscustomobject]@{
        JournalMilliseconds = [Math]::Round((Get-Median $counted.Journal))
        OffMilliseconds     = [Math]::Round((Get-Median $counted.Off))
        FastestOfEach       = '{0:0} / {1:0}' -f (
            ($counted.Journal | Measure-Object -Minimum).Minimum, ($counted.Off | Measure-Object -Minimum).Minimum)
        MedianRatio         = [Math]::Round((Get-Median ($counted | ForEach-Object { $_.Journal / $_.Off })), 3)
    }
} finally {
    Exit-TestSession
}
