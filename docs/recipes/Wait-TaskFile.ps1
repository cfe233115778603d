#Requires -Version 7.4
#Requires -Modules SunoPS

<#
.SYNOPSIS
    Waits for the tasks of a file, and resumes when it is started again.

.DESCRIPTION
    Waits for every task of an id file, and appends each to a CSV file as it completes. Tasks that are in the CSV file
    are not polled again: after Ctrl+C, a restart of the computer or a time limit, run the script again with the same
    files. Ids can be added to the file at any time.

    A task that is not complete in time, or that the gateway does not know, gives an error, and is polled again by the
    next run. The exit code is 0 if all tasks of the file are complete and none failed, else 1.

.PARAMETER IdPath
    The file with one id per line. Blank lines are ignored.

.PARAMETER OutputPath
    The CSV file, with a row for each completed task.

.PARAMETER Delimiter
    The delimiter of the CSV file, such as ';' for Excel in many countries.

.PARAMETER TimeoutSec
    The longest wait of this run, in seconds.

.PARAMETER PollingIntervalSec
    The time between two polls, in seconds.

.EXAMPLE
    ./Wait-TaskFile.ps1 -IdPath ids.txt -OutputPath done.csv
    Waits for at most an hour, and outputs each task as it completes.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $IdPath,
    [Parameter(Mandatory)] [string] $OutputPath,
    [char] $Delimiter = ',',
    [ValidateRange(1, 604800)] [int] $TimeoutSec = 3600,
    [ValidateRange(1, 3600)] [int] $PollingIntervalSec = 5
)

$ErrorActionPreference = 'Stop'

if ([Console]::IsOutputRedirected) {
    $PSStyle.OutputRendering = 'PlainText'
}

$status = @{}
if (Test-Path -LiteralPath $OutputPath) {
    Import-Csv -LiteralPath $OutputPath -Delimiter $Delimiter | ForEach-Object { $status["$($_.TaskId)"] = $_.Status }
}

# Ids as the cmdlets take them: without blanks and a byte order mark around them.
$ids = @(
    Get-Content -LiteralPath $IdPath |
        ForEach-Object { $_.Trim().Trim([char] 0xFEFF).Trim() } |
        Where-Object { $_ }
)
$hasFailed = [bool] ($ids | Where-Object { $status[$_] -eq 'Failure' })

# A command for each row: what is done must be in the file when this run is ended.
$ids |
    Where-Object { -not $status.Contains($_) } |
    Wait-SunoTask -TimeoutSec $TimeoutSec -PollingIntervalSec $PollingIntervalSec -ErrorAction Continue `
        -ErrorVariable problems |
    ForEach-Object {
        $_ | Export-Csv -LiteralPath $OutputPath -Delimiter $Delimiter -Append
        $hasFailed = $hasFailed -or $_.Status -eq 'Failure'
        $_
    }
exit (($hasFailed -or $problems) ? 1 : 0)
