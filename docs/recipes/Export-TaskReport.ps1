#Requires -Version 7.4
#Requires -Modules SunoPS

<#
.SYNOPSIS
    Writes a nightly report on tasks as CSV, and tells of what failed as text.

.DESCRIPTION
    Fetches the tasks whose ids are in a file, and writes tasks-<day>.csv and clips-<day>.csv, which replace those of an
    earlier run of the same day. Where tasks failed, or could not be fetched, it makes a text of one line each, and
    hands it to -SendMail; without -SendMail the text is the output, which a scheduler such as cron mails by itself. A
    good night is silent.

    A refused key, or an unknown gateway, ends the script with an error and exit code 1.

.PARAMETER IdPath
    The file with an id on each line; blank lines do not count.

.PARAMETER OutputPath
    The folder for the CSV files; it is made where it is missing.

.PARAMETER SendMail
    A script block that gets subject and text, and mails them in whatever way this machine can.

.EXAMPLE
    ./Export-TaskReport.ps1 -IdPath ids.txt -OutputPath reports
    Writes the report, with the connection of the session or of the environment, and prints what failed.

.EXAMPLE
    $sendMail = { param($Subject, $Text) $Text | mail -s $Subject me@example.com }
    ./Export-TaskReport.ps1 -IdPath ids.txt -OutputPath reports -SendMail $sendMail

    Mails what failed by the mail command of the machine.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $IdPath,
    [Parameter(Mandatory)] [string] $OutputPath,
    [scriptblock] $SendMail
)

$ErrorActionPreference = 'Stop'

# In the calendar of the file names, whatever the culture.
$day = [datetime]::Today.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)
$null = New-Item -ItemType Directory -Path $OutputPath -Force

$ids = @(Get-Content -LiteralPath $IdPath | Where-Object { $_.Trim() })
$tasks = @($ids | Get-SunoTaskBatch -ErrorVariable missing -ErrorAction SilentlyContinue)
$tasks | Export-Csv -LiteralPath (Join-Path $OutputPath "tasks-$day.csv")
$tasks | ForEach-Object Clips | Export-Csv -LiteralPath (Join-Path $OutputPath "clips-$day.csv")

$failed = @($tasks | Where-Object Status -EQ Failure)
if ($failed -or $missing) {
    $subject = "Suno tasks, ${day}: $($tasks.Count) fetched, $($failed.Count) of them failed, $($missing.Count) not " +
        "fetched"
    $lines = @(
        $subject
        ''
        $failed | ForEach-Object { "$($_.TaskId)  $($_.FailReason)" }
        $missing | ForEach-Object { "$($_.TargetObject)  $_" }
    ) -replace '\s*[\r\n]+\s*', ' '

    if ($SendMail) {
        & $SendMail $subject ($lines -join "`n")
    } else {
        $lines
    }
}
