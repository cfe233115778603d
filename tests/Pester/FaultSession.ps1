#Requires -Version 7.4

<#
.SYNOPSIS
    A PowerShell session that runs jobs and returns their results. FaultSupport.psm1 starts it.

.DESCRIPTION
    Jobs arrive through a named pipe, one line of JSON each: the text of a script and its argument. After a job, the
    session prints the end mark, and returns the result as one line of JSON. The printed text before the mark is the
    output that a user would see.
#>
[CmdletBinding()]
param(
    # The pipe.
    [Parameter(Mandatory)] [string] $PipeName,
    # The text that is printed after each job.
    [Parameter(Mandatory)] [string] $EndMark,
    # The folder for transcripts and dumps.
    [Parameter(Mandatory)] [string] $Folder
)

Set-StrictMode -Version Latest
[Console]::OutputEncoding = [Text.UTF8Encoding]::new($false)
$PSStyle.OutputRendering = 'PlainText'

# Connections by name, kept from job to job.
$Connections = @{}

# Converts all objects that a command leaves behind to text, like scripts, logs and people do. The console output is
# printed, and is in the transcript.
function Get-SessionDump {
    param([object[]] $Captured)

    $objects = @($Captured | Where-Object { $_ -is [SunoPS.SunoTask] -or $_ -is [SunoPS.SunoClip] })
    $objects | Format-List * -Force | Out-String
    ConvertTo-Json -InputObject $objects -Depth 8
    [Management.Automation.PSSerializer]::Serialize($Captured, 2)

    $seen = [Collections.Generic.HashSet[object]]::new([Collections.Generic.ReferenceEqualityComparer]::Instance)
    foreach ($record in $Error) {
        "$record"
        if ($record -isnot [Management.Automation.ErrorRecord]) {
            $record | Format-List * -Force | Out-String
            continue
        }

        "$($record.ErrorDetails)", $record.InvocationInfo.Line, $record.InvocationInfo.PositionMessage,
        $record.ScriptStackTrace, "$($record.CategoryInfo)"
        # The ids of a batch share their exception.
        if ($seen.Add($record.Exception)) {
            $record | Format-List * -Force | Out-String
            for ($exception = $record.Exception; $exception; $exception = $exception.InnerException) {
                $exception.ToString()
                $exception | Format-List * -Force | Out-String
                $exception.Data | Out-String
                # JSON of a whole record takes forever, because it includes reflection data.
                $exception | Select-Object * -ExcludeProperty TargetSite, InnerException, Data |
                    ConvertTo-Json -Depth 4 -WarningAction Ignore
            }
        }
    }
}

# Runs a command, prints all its streams with a transcript, and returns the result.
function Invoke-Captured {
    param([Parameter(Mandatory)] [scriptblock] $CapturedScript)

    $name = [guid]::NewGuid().ToString('n')
    $transcript = Join-Path $Folder "$name.transcript.txt"
    $dump = Join-Path $Folder "$name.dump.txt"
    $captured = [Collections.Generic.List[object]]::new()
    $ended = $null
    $Error.Clear()
    $clock = [Diagnostics.Stopwatch]::StartNew()
    try {
        & $CapturedScript *>&1 | ForEach-Object { $captured.Add($_) }
    } catch {
        $ended = $_
    }

    $seconds = $clock.Elapsed.TotalSeconds
    # Transcribes only displayed errors: PowerShell takes half a second to transcribe an error that is not displayed.
    $null = Start-Transcript -LiteralPath $transcript
    @($captured) + $ended | Out-Default

    $null = Stop-Transcript
    $text = Get-SessionDump $captured
    Set-Content -LiteralPath $dump -Value $text -Encoding utf8NoBOM
    @{
        Seconds    = $seconds
        Outcomes   = @(foreach ($item in $captured) {
                if ($item -is [SunoPS.SunoTask]) {
                    @{ TaskId = $item.TaskId; ErrorId = $null }
                } elseif ($item -is [Management.Automation.ErrorRecord]) {
                    @{
                        TaskId = "$($item.TargetObject)"
                        ErrorId = $item.FullyQualifiedErrorId.Split(',')[0]
                        RetryAfterSec = $item.Exception.RetryAfter?.TotalSeconds
                    }
                }
            })
        Ended = $ended ?
            @{ TaskId = "$($ended.TargetObject)"; ErrorId = $ended.FullyQualifiedErrorId.Split(',')[0] } :
            $null
        Verbose = @($captured | Where-Object { $_ -is [Management.Automation.VerboseRecord] } | ForEach-Object Message)
        Debug      = @($captured | Where-Object { $_ -is [Management.Automation.DebugRecord] } | ForEach-Object Message)
        Warning = @($captured | Where-Object { $_ -is [Management.Automation.WarningRecord] } | ForEach-Object Message)
        ErrorCount = $Error.Count
        Files      = @($transcript, $dump)
    }
}

Import-Module -Name $env:SUNOPS_TEST_MODULE
$pipe = [IO.Pipes.NamedPipeClientStream]::new('.', $PipeName, [IO.Pipes.PipeDirection]::InOut)
$pipe.Connect(60000)
$reader = [IO.StreamReader]::new($pipe)
$writer = [IO.StreamWriter]::new($pipe)
$writer.AutoFlush = $true
while ($line = $reader.ReadLine()) {
    $job = $line | ConvertFrom-Json -AsHashtable
    $result = @{ Value = $null; Failure = $null }
    try {
        $argument = $job.Argument
        $result.Value = & ([scriptblock]::Create($job.Script)) @argument
    } catch {
        $result.Failure = "$_`n$($_.ScriptStackTrace)"
    }

    $answer = ConvertTo-Json -InputObject $result -Depth 6 -Compress
    Write-Host $EndMark
    $writer.WriteLine($answer)
}
