#Requires -Version 7.4

# Streams and discards tasks in a new process, and writes a line of JSON.
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $BaseUri,
    [Parameter(Mandatory)] [string] $ApiKey,
    [Parameter(Mandatory)] [int] $Count
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

Import-Module (Join-Path $PSScriptRoot 'Measure.psm1'), $Module
$idle = (Get-ProcessMemory).Now
Connect-SunoApi -BaseUri $BaseUri -ApiKey $ApiKey

# Creates ids one by one, so that only the module could keep them.
function Get-Id {
    param([int] $From, [int] $To)
    for ($i = $From; $i -le $To; $i++) { '5f3a0001-0000-4000-8000-{0:x12}' -f $i }
}

# Warms up, so that the time per task does not include compilation.
Get-Id 2000001 2060000 | Get-SunoTaskBatch | Out-Null

$cost = Measure-Script { Get-Id 1 $args[0] | Get-SunoTaskBatch | Out-Null; $args[0] } $Count
$cost.PeakMiB -= $idle
[Console]::Out.WriteLine((ConvertTo-Json -Compress -InputObject $cost))
