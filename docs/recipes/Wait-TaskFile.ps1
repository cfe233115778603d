#Requires -Version 7.4
#Requires -Modules SunoPS

<#
.SYNOPSIS
    Waits for the tasks of a file, and goes on where it was when it is started again.

.DESCRIPTION
    Waits for every task whose id is in a file, and writes each to a CSV file as soon as it is done. Ids whose tasks are
    in the CSV file already are not asked for again: after Ctrl+C, a restart of the machine or a time that was too
    short, start it again with the same files. Ids can be added to the file in between.

    A task that is not done in time, or that the gateway does not know, is an error, and is asked for again by the next
    run.

.PARAMETER IdPath
    The file with an id on each line; blank lines do not count.

.PARAMETER OutputPath
    The CSV file, which has a row for each task that is done.

.PARAMETER TimeoutSec
    The longest wait of this run, in seconds.

.PARAMETER PollingIntervalSec
    The time between two rounds of asking, in seconds.

.EXAMPLE
    ./Wait-TaskFile.ps1 -IdPath ids.txt -OutputPath done.csv
    Waits an hour at the most, and gives each task when it is done.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $IdPath,
    [Parameter(Mandatory)] [string] $OutputPath,
    [ValidateRange(1, 604800)] [int] $TimeoutSec = 3600,
    [ValidateRange(1, 3600)] [int] $PollingIntervalSec = 5
)

$ErrorActionPreference = 'Stop'

$done = [Collections.Generic.HashSet[string]]::new([StringComparer]::OrdinalIgnoreCase)
if (Test-Path -LiteralPath $OutputPath) {
    Import-Csv -LiteralPath $OutputPath | ForEach-Object { $null = $done.Add($_.TaskId) }
}

# Ids as the cmdlets take them: without blanks, quotation marks and a byte order mark around them. A command for each
# row: what is done must be in the file when this run is ended.
Get-Content -LiteralPath $IdPath |
    ForEach-Object { $_.Trim().Trim([char] 0xFEFF).Trim() } |
    Where-Object { $_ -and -not $done.Contains($_) } |
    Wait-SunoTask -TimeoutSec $TimeoutSec -PollingIntervalSec $PollingIntervalSec -ErrorAction Continue |
    ForEach-Object {
        $_ | Export-Csv -LiteralPath $OutputPath -Append
        $_
    }
