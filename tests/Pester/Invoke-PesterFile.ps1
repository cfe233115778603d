#Requires -Version 7.4

<#
.SYNOPSIS
    Runs one Pester file, and outputs the outcome of each test as one line of JSON.
#>
[CmdletBinding()]
[OutputType([string])]
param(
    # The Pester file.
    [Parameter(Mandatory)] [string] $Path
)

$ErrorActionPreference = 'Stop'

# The errors of Pester with their location.
function Get-ErrorText {
    [OutputType([string])]
    param([object[]] $ErrorRecord)

    $texts = foreach ($record in $ErrorRecord) {
        $record.DisplayErrorMessage ?? "$record"
        $record.DisplayStackTrace ?? $record.ScriptStackTrace
    }
    ($texts -join "`n").Trim()
}

# A failed test without an error has failed with its block.
function Get-TestErrorText {
    [OutputType([string])]
    param($Test)

    for ($part = $Test; $part; $part = $part.PSObject.Properties['Block'] ? $part.Block : $part.Parent) {
        if ($part.ErrorRecord.Count -gt 0) {
            return Get-ErrorText $part.ErrorRecord
        }
    }
}

$result = @{ Tests = @(); Faults = @() }
# The Pester of this project, whatever is installed.
Import-Module (Join-Path $PSScriptRoot 'modules' 'Pester')
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
$configuration.Output.RenderMode = 'Plaintext'
$run = Invoke-Pester -Configuration $configuration
if (Get-Module -Name TestSupport) {
    Exit-TestSession
}

$result.Tests = @(foreach ($test in $run.Tests) {
        @{
            Name    = $test.ExpandedPath
            Outcome = "$($test.Result)"
            Seconds = $test.Duration.TotalSeconds
            Message =
                $test.Result -eq 'Failed' ? (Get-TestErrorText $test) : "$($test.ErrorRecord.Exception.Message)"
        }
    })
# Failures outside of tests: of the file, or of the setup and teardown of a block.
$faults = @(
    foreach ($container in $run.FailedContainers) {
        Get-ErrorText $container.ErrorRecord
    }
    foreach ($block in $run.FailedBlocks | Where-Object { $_.ErrorRecord.Count -gt 0 }) {
        Get-ErrorText $block.ErrorRecord
    }
)
$result.Faults = @($faults | Where-Object { $_ -notin $result.Tests.Message })
if ($run.Result -ne 'Passed' -and $result.Faults.Count -eq 0 -and $result.Tests.Outcome -notcontains 'Failed') {
    $result.Faults = @("Pester says $($run.Result), but not of which test.")
}

ConvertTo-Json $result -Depth 4 -Compress
