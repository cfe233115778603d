#Requires -Version 7.4
#Requires -Modules SunoPS

<#
.SYNOPSIS
    Shows the tasks of a file as a table that refreshes, until all are done.

.DESCRIPTION
    Asks for the tasks that are not done every few seconds, and shows all of them with their counts. On a screen each
    table takes the place of the one before it; in a file they follow each other. An id that the gateway does not know
    is listed below the table. What cannot be asked for now is asked for again in the next round.

.PARAMETER IdPath
    The file with an id on each line; blank lines do not count.

.PARAMETER IntervalSec
    The time between two tables, in seconds.

.EXAMPLE
    ./Show-TaskDashboard.ps1 -IdPath ids.txt
    Shows the tasks, and how they get on every ten seconds.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $IdPath,
    [ValidateRange(1, 3600)] [int] $IntervalSec = 10
)

$ErrorActionPreference = 'Stop'

# As the cmdlets take them: without blanks, quotation marks and a byte order mark around them.
$ids = @(
    Get-Content -LiteralPath $IdPath |
        ForEach-Object { $_.Trim().Trim([char] 0xFEFF).Trim() } |
        Where-Object { $_ } |
        Select-Object -Unique
)
$tasks = [ordered]@{}
$lost = [ordered]@{}
$clear = [Console]::IsOutputRedirected ? '' : "`e[H`e[J"

while ($true) {
    $open =
        @($ids | Where-Object { -not $lost.Contains($_) -and -not ($tasks.Contains($_) -and $tasks[$_].IsCompleted) })
    Get-SunoTaskBatch $open -ErrorVariable problems -ErrorAction SilentlyContinue |
        ForEach-Object { $tasks[$_.TaskId] = $_ }
    foreach ($problem in $problems | Where-Object CategoryInfo -Match '^(ObjectNotFound|InvalidArgument)') {
        $lost[$problem.TargetObject] = $problem
    }

    $succeeded = @($tasks.Values | Where-Object { $_.IsCompleted -and $_.Status -ne 'Failure' }).Count
    $failed = @($tasks.Values | Where-Object Status -EQ Failure).Count
    $running = $ids.Count - $succeeded - $failed - $lost.Count

    "$clear$(Get-Date -Format T)  $succeeded done, $failed failed, $($lost.Count) unknown, $running to go"
    $tasks.Values | Format-Table
    $lost.Values | ForEach-Object { "$_" }

    if ($running -le 0) {
        break
    }

    Start-Sleep -Seconds $IntervalSec
}
