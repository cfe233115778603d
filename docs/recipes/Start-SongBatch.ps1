#Requires -Version 7.4
#Requires -Modules SunoPS

<#
.SYNOPSIS
Submits every song of a CSV file, and keeps the tasks for another day.
.DESCRIPTION
The file has the columns Name and either Description or Lyrics (with Title and Tag), and any other parameter of
Submit-SunoMusic. The tasks go into a Clixml file, for Complete-SongBatch.ps1. Songs that were certainly not taken go
into a CSV file that can be submitted again; songs of which nobody knows go into another, to be looked for at the
gateway first.
.PARAMETER Path
The CSV file with the songs.
.PARAMETER TaskPath
The Clixml file for the tasks.
.PARAMETER RefusedPath
The CSV file for the songs that were not taken; it is not written where there are none.
.PARAMETER UnknownPath
The CSV file for the songs of which nobody knows; it is not written where there are none.
.EXAMPLE
./Start-SongBatch.ps1 songs.csv

Submits the songs, and tells how many were taken.
.EXAMPLE
./Start-SongBatch.ps1 refused.csv -TaskPath more.xml

Submits once more what was not taken the first time.
.OUTPUTS
An object with the number of songs that were submitted, refused, and unknown.
#>
[CmdletBinding(SupportsShouldProcess)]
[OutputType([pscustomobject])]
param(
    [Parameter(Mandatory, Position = 0)] [string] $Path,
    [string] $TaskPath = 'tasks.xml',
    [string] $RefusedPath = 'refused.csv',
    [string] $UnknownPath = 'unknown.csv'
)

$songs = Import-Csv -LiteralPath $Path
if (-not $PSCmdlet.ShouldProcess("$(@($songs).Count) songs of $Path", 'Submit')) {
    $songs | Submit-SunoMusic -WhatIf
    return
}

$tasks = @($songs | Submit-SunoMusic -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue)
$tasks | Export-Clixml -LiteralPath $TaskPath

$unknown = @($failed | Where-Object FullyQualifiedErrorId -Like 'SubmissionUnknown,*')
$refused = @($failed | Where-Object { $_ -notin $unknown })
foreach ($record in $failed) {
    Write-Warning "$record"
}

if ($unknown) {
    $unknown.TargetObject | Export-Csv -LiteralPath $UnknownPath
}

if ($refused) {
    $refused.TargetObject | Export-Csv -LiteralPath $RefusedPath
}

[pscustomobject]@{ Submitted = $tasks.Count; Refused = $refused.Count; Unknown = $unknown.Count }
