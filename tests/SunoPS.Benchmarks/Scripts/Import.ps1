#Requires -Version 7.4

# Imports a module in a new process, and writes a line of JSON: the times of the import and, for SunoPS, of two commands
# after it.
param(
    [Parameter(Mandatory)] [string] $Module,
    [string] $BaseUri,
    [string] $ApiKey
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

$clock = [Diagnostics.Stopwatch]::StartNew()
Import-Module $Module
$import = $clock.Elapsed

$first = $second = [timespan]::Zero
if ($BaseUri) {
    Connect-SunoApi -BaseUri $BaseUri -ApiKey $ApiKey
    $clock.Restart()
    $null = Get-SunoTask 5f3a0001-0000-4000-8000-000000000001
    $first = $clock.Elapsed
    $clock.Restart()
    $null = Get-SunoTask 5f3a0001-0000-4000-8000-000000000002
    $second = $clock.Elapsed
}

[string]::Format(
    [cultureinfo]::InvariantCulture, "{0} {1} {2}", $import.TotalMilliseconds, $first.TotalMilliseconds,
    $second.TotalMilliseconds)
