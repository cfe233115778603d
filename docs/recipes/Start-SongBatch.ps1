#Requires -Version 7.4
#Requires -Modules SunoPS

<#
.SYNOPSIS
Submits every song of a CSV file that was not submitted before.
.DESCRIPTION
The file has the columns Name and either Description or Lyrics (with Title and Tag), and any other parameter of
Submit-SunoMusic. Each song has a name of its own.

The journal of submissions says which songs the gateway has: a song with the same name, description, lyrics and title is
not submitted again. So run the script again after an error, after Ctrl+C or after a restart of the machine: it submits
what is missing. A song whose outcome is unknown can have been charged; it is submitted again only with -Force.

Complete-SongBatch.ps1 waits for the songs. The exit code is 1 where a song was refused or its outcome is unknown.
.PARAMETER Path
The CSV file with the songs.
.PARAMETER Force
Submits songs again whose outcome is unknown.
.EXAMPLE
./Start-SongBatch.ps1 songs.csv

Submits the songs, and counts them.
.EXAMPLE
./Start-SongBatch.ps1 songs.csv -WhatIf

Shows the requests for the songs that are still missing.
.OUTPUTS
An object with the number of songs that were submitted now and before, that were refused, and whose outcome is unknown.
#>
[CmdletBinding(SupportsShouldProcess)]
[OutputType([pscustomobject])]
param(
    [Parameter(Mandatory, Position = 0)] [string] $Path,
    [switch] $Force
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

$songs = @(Import-Csv -LiteralPath $Path)
$names = @($songs | ForEach-Object { "$($_.PSObject.Properties['Name']?.Value)" })
if (@($names | Where-Object { $_.Trim() } | Sort-Object -Unique).Count -lt $songs.Count) {
    throw "Give each song in $Path a name of its own, in the column Name."
}

$states = @{}
foreach ($entry in Get-SunoSubmission -Gateway $connection.Gateway -State Pending, Unknown, Accepted) {
    $key = Get-SongKey $entry
    if ($states[$key] -ne 'Accepted') {
        $states[$key] = $entry.State
    }
}

$accepted = @($songs | Where-Object { $states[(Get-SongKey $_)] -eq 'Accepted' })
$unresolved = @($songs | Where-Object { $states[(Get-SongKey $_)] -in 'Pending', 'Unknown' })
$missing = @($songs | Where-Object { $_ -notin $accepted -and ($Force -or $_ -notin $unresolved) })
if (-not $PSCmdlet.ShouldProcess("$($missing.Count) songs of $Path", 'Submit')) {
    $missing | Submit-SunoMusic -WhatIf -ErrorAction Continue
    return
}

# Each submission and its outcome are in the journal before the next step: nothing has to be kept here.
$failed = $null
$tasks = @($missing | Submit-SunoMusic -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue)
foreach ($record in $failed) {
    Write-Warning "$record"
}

if (-not $Force) {
    foreach ($song in $unresolved) {
        Write-Warning ("'$($song.Name)' was submitted before, and its outcome is unknown. " +
            'Look for it at the gateway: Get-SunoSubmission -State Pending, Unknown')
    }
}

$lost = @($failed | Where-Object FullyQualifiedErrorId -Like 'SubmissionUnknown,*')
$unknown = $lost.Count + ($Force ? 0 : $unresolved.Count)
$refused = @($failed).Count - $lost.Count
[pscustomobject]@{
    Submitted = $tasks.Count
    Before    = $accepted.Count
    Refused   = $refused
    Unknown   = $unknown
}
if ($refused -or $unknown) {
    exit 1
}
