#Requires -Version 7.4
#Requires -Modules SunoPS

<#
.SYNOPSIS
    Writes a nightly report on tasks as CSV files, and outputs failures as text.

.DESCRIPTION
    Fetches the tasks of an id file, and writes tasks-<day>.csv and clips-<day>.csv. A second run on the same day
    overwrites them, unless it fetches no task. If tasks failed or could not be fetched, the script outputs a text with
    one line for each, which a scheduler such as cron mails, or passes it to -SendMail. A line has the name of the song
    if this account submitted it. Without failures there is no output.

    The exit code is 0 if all tasks were fetched and none failed, else 1. A rejected key or an unknown gateway ends the
    script with an error.

.PARAMETER IdPath
    The file with one id per line. Blank lines are ignored.

.PARAMETER OutputPath
    The folder for the CSV files. It is created if it is missing.

.PARAMETER Delimiter
    The delimiter of the CSV files, such as ';' for Excel in many countries.

.PARAMETER SendMail
    A script block that receives a subject and a text, and mails them.

.EXAMPLE
    ./Export-TaskReport.ps1 -IdPath ids.txt -OutputPath reports
    Writes the report with the connection of the session or the environment, and prints failures.

.EXAMPLE
    $sendMail = { param($Subject, $Text) $Text | mail -s $Subject me@example.com }
    ./Export-TaskReport.ps1 -IdPath ids.txt -OutputPath reports -SendMail $sendMail

    Mails failures with the mail command of the system.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $IdPath,
    [Parameter(Mandatory)] [string] $OutputPath,
    [char] $Delimiter = ',',
    [scriptblock] $SendMail
)

$ErrorActionPreference = 'Stop'

if ([Console]::IsOutputRedirected) {
    $PSStyle.OutputRendering = 'PlainText'
}

# In the calendar of the file names, whatever the culture.
$day = [datetime]::Today.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)
$null = New-Item -ItemType Directory -Path $OutputPath -Force

$ids = @(Get-Content -LiteralPath $IdPath | Where-Object { $_.Trim() })
$tasks = @($ids | Get-SunoTaskBatch -ErrorVariable missing -ErrorAction SilentlyContinue)
if ($tasks) {
    $tasks | Export-Csv -LiteralPath (Join-Path $OutputPath "tasks-$day.csv") -Delimiter $Delimiter
    $tasks | ForEach-Object Clips |
        Export-Csv -LiteralPath (Join-Path $OutputPath "clips-$day.csv") -Delimiter $Delimiter
}

$failed = @($tasks | Where-Object Status -EQ Failure)
if ($failed -or $missing) {
    $names = @{}
    $failed | Get-SunoSubmission -ErrorAction Ignore -WarningAction Ignore |
        ForEach-Object { $names[$_.TaskId] = $_.Name ?? $_.Title ?? $_.Description }
    $subject = "Suno tasks, ${day}: $($tasks.Count) fetched, $($failed.Count) of them failed, $($missing.Count) not " +
        "fetched"
    $lines = @(
        $subject
        ''
        $failed | ForEach-Object { @($_.TaskId; $names[$_.TaskId]; $_.FailReason) -ne $null -join '  ' }
        $missing | ForEach-Object { "$($_.TargetObject)  $_" }
    ) -replace '\s*[\r\n]+\s*', ' '

    if ($SendMail) {
        & $SendMail $subject ($lines -join "`n")
    } else {
        $lines
    }

    exit 1
}

exit 0
