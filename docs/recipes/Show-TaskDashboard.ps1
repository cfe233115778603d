#Requires -Version 7.4
#Requires -Modules SunoPS

<#
.SYNOPSIS
    Shows the tasks of a file in a table that refreshes until all are complete.

.DESCRIPTION
    Polls the incomplete tasks every few seconds, and shows all tasks with their counts. On a screen each table
    replaces the one before; redirected to a file, the tables follow each other. Unknown ids are listed below the
    table. Tasks that cannot be fetched are polled again in the next round. The exit code is 0 if all succeeded, else 1.

.PARAMETER IdPath
    The file with one id per line. Blank lines are ignored.

.PARAMETER IntervalSec
    The time between two tables, in seconds.

.EXAMPLE
    ./Show-TaskDashboard.ps1 -IdPath ids.txt
    Shows the tasks, and their progress every ten seconds.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $IdPath,
    [ValidateRange(1, 3600)] [int] $IntervalSec = 10
)

$ErrorActionPreference = 'Stop'

# As the cmdlets take them: without blanks and a byte order mark around them.
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

exit (($failed -or $lost.Count) ? 1 : 0)
