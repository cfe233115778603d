#Requires -Version 7.4
#Requires -Modules SunoPS

<#
.SYNOPSIS
Waits for the songs that Start-SongBatch.ps1 has submitted, and writes a row for each clip.
.DESCRIPTION
Finds the tasks of the songs in the journal of submissions, on the same day or another, and polls them. The rows of a
task are added to the CSV file as soon as it completes; a failed task has one row with the reason. Tasks in the file are
not polled again, so that the script can be run until all are done.

The script only adds to a file that it has begun itself, and refuses any other. The exit code is 1 where a task has no
row yet.
.PARAMETER Path
The CSV file with the songs.
.PARAMETER ClipPath
The CSV file for the clips.
.PARAMETER TimeoutSec
The longest wait, in seconds.
.EXAMPLE
./Complete-SongBatch.ps1 songs.csv -TimeoutSec 600

Waits ten minutes at most, and writes clips.csv.
.OUTPUTS
An object with the number of tasks that succeeded, failed, and are not done yet.
#>
[CmdletBinding()]
[OutputType([pscustomobject])]
param(
    [Parameter(Mandatory, Position = 0)] [string] $Path,
    [string] $ClipPath = 'clips.csv',
    [ValidateRange(1, 86400)] [int] $TimeoutSec = 900
)

$ErrorActionPreference = 'Stop'

if ($env:SUNO_JOURNAL -eq 'off') {
    throw 'This script needs the journal of submissions. Remove the environment variable SUNO_JOURNAL.'
}

$connection = Get-SunoConnection
if (-not $connection) {
    throw 'Connect first, by Connect-SunoApi or the environment variables SUNO_API_KEY and SUNO_API_GATEWAY.'
}

# What makes a song the same in the file and in the journal.
function Get-SongKey {
    [OutputType([string])]
    param($Song)

    $values = foreach ($name in 'Name', 'Description', 'Lyrics', 'Title') {
        $Song.PSObject.Properties[$name]?.Value
    }
    $values -join "`0"
}

$columns = 'Name', 'Status', 'Index', 'Title', 'Duration', 'AudioUrl', 'ClipId', 'TaskId', 'FailReason'
$written = @{}
if (Test-Path -LiteralPath $ClipPath) {
    $header = @(Get-Content -LiteralPath $ClipPath -TotalCount 1) -replace '"'
    if ("$header" -ne ($columns -join ',')) {
        throw "The file $ClipPath exists and is not from this script. Name another with -ClipPath."
    }

    Import-Csv -LiteralPath $ClipPath | ForEach-Object { $written[$_.TaskId] = $_.Status }
}

$keys = @(Import-Csv -LiteralPath $Path | ForEach-Object { Get-SongKey $_ })
$entries = @(
    Get-SunoSubmission -Gateway $connection.Gateway -State Accepted |
        Where-Object { (Get-SongKey $_) -in $keys }
)
$failed = $null
$entries |
    Where-Object { -not $written.ContainsKey($_.TaskId) } |
    Wait-SunoTask -TimeoutSec $TimeoutSec -ErrorVariable failed -ErrorAction SilentlyContinue |
    ForEach-Object {
        $task = $_
        $name = $task.PSObject.Properties['Name']?.Value
        $clips = $task.Clips.Count ? $task.Clips : [pscustomobject]@{ Index = $null }
        $rows = foreach ($clip in $clips) {
            $row = [ordered]@{}
            foreach ($column in $columns) {
                $row[$column] = switch ($column) {
                    'Name' { $name }
                    'Status' { $task.Status }
                    'TaskId' { $task.TaskId }
                    'FailReason' { $task.FailReason }
                    default { $clip.PSObject.Properties[$column]?.Value }
                }
            }

            [pscustomobject]$row
        }

        # A task counts as done when its rows are in the file.
        $rows | Export-Csv -LiteralPath $ClipPath -Append
        $written[$task.TaskId] = "$($task.Status)"
        if ($task.Status -eq 'Failure') {
            Write-Warning "'$name' failed: $($task.FailReason)"
        }
    }
foreach ($record in $failed) {
    Write-Warning "$record"
}

$states = @($entries | ForEach-Object { $written[$_.TaskId] })
$waiting = @($states | Where-Object { -not $_ }).Count
[pscustomobject]@{
    Succeeded = @($states -eq 'Success').Count
    Failed    = @($states -eq 'Failure').Count
    Waiting   = $waiting
}
if ($waiting) {
    exit 1
}
