#Requires -Version 7.4
#Requires -Modules SunoPS

<#
.SYNOPSIS
Waits for the tasks that Start-SongBatch.ps1 has submitted, and writes a row for each clip.
.DESCRIPTION
Reads the tasks that were kept, on the same day or another, waits until they are done, and writes their clips with the
names of the songs. Tasks that are not done in time stay in the file, so that the script can be run again; the clips of
later runs are added to the table.
.PARAMETER TaskPath
The Clixml file with the tasks; or a CSV file with a column TaskId.
.PARAMETER ClipPath
The CSV file for the clips.
.PARAMETER TimeoutSec
The longest wait, in seconds.
.EXAMPLE
./Complete-SongBatch.ps1 -TimeoutSec 600

Waits ten minutes at most, and writes clips.csv.
.OUTPUTS
An object with the number of tasks that succeeded, failed, and are not done yet.
#>
[CmdletBinding()]
[OutputType([pscustomobject])]
param(
    [Parameter(Position = 0)] [string] $TaskPath = 'tasks.xml',
    [string] $ClipPath = 'clips.csv',
    [ValidateRange(1, 86400)] [int] $TimeoutSec = 900
)

$isTable = [IO.Path]::GetExtension($TaskPath) -eq '.csv'
$tasks = @(if ($isTable) { Import-Csv -LiteralPath $TaskPath } else { Import-Clixml -LiteralPath $TaskPath })
if (-not $tasks) {
    return [pscustomobject]@{ Succeeded = 0; Failed = 0; Waiting = 0 }
}

$done = @($tasks | Wait-SunoTask -TimeoutSec $TimeoutSec -ErrorVariable failed -ErrorAction SilentlyContinue)
foreach ($record in $failed) {
    Write-Warning "$record"
}

foreach ($task in $done | Where-Object Status -EQ 'Failure') {
    Write-Warning "'$($task.PSObject.Properties['Name']?.Value)' failed: $($task.FailReason)"
}

$clips = foreach ($task in $done) {
    $name = $task.PSObject.Properties['Name']?.Value
    $task.Clips |
        Select-Object -Property @{ Name = 'Name'; Expression = { $name } }, Index, Title, Duration, AudioUrl, ClipId,
            TaskId
}
$clips | Export-Csv -LiteralPath $ClipPath -Append

# What is not done yet, whatever the reason, is asked for by the next run.
$doneIds = @($done | ForEach-Object TaskId)
$waiting = @($tasks | Where-Object TaskId -NotIn $doneIds)
if ($isTable) {
    $waiting | Export-Csv -LiteralPath $TaskPath
} else {
    $waiting | Export-Clixml -LiteralPath $TaskPath
}

[pscustomobject]@{
    Succeeded = @($done | Where-Object Status -EQ 'Success').Count
    Failed    = @($done | Where-Object Status -EQ 'Failure').Count
    Waiting   = $waiting.Count
}
