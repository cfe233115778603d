#Requires -Version 7.4

# One contender in a separate process: reads lines "<scenario> <count>", runs them, and writes a line of JSON for each.
param(
    [Parameter(Mandatory)] [ValidateSet('SunoPS', 'Loop', 'Parallel', 'WideParallel')] [string] $Contender,
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $BaseUri,
    [Parameter(Mandatory)] [string] $ApiKey,
    [Parameter(Mandatory)] [int] $ThrottleLimit,
    [Parameter(Mandatory)] [string] $Folder
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

Import-Module (Join-Path $PSScriptRoot 'Measure.psm1')

$request = @{
    Headers     = @{ Authorization = "Bearer $ApiKey" }
    ContentType = 'application/json'
    NoProxy     = $true
}
$batchUri = "${BaseUri}suno/fetch"
$run = 0
$csv = Join-Path $Folder "$Contender.csv"
$parallel = $Contender -eq 'WideParallel' ? @{ ThrottleLimit = $ThrottleLimit } : @{}

# The commands of a user without the module.
function Get-Batch {
    param([string[]] $Id)
    for ($i = 0; $i -lt $Id.Count; $i += 100) {
        $body = @{ ids = $Id[$i..([Math]::Min($i + 100, $Id.Count) - 1)]; action = 'MUSIC' } | ConvertTo-Json
        (Invoke-RestMethod -Method Post -Uri $batchUri -Body $body @request).data
    }
}

function Get-BatchInParallel {
    param([string[]] $Id)
    $bodies = for ($i = 0; $i -lt $Id.Count; $i += 100) {
        @{ ids = $Id[$i..([Math]::Min($i + 100, $Id.Count) - 1)]; action = 'MUSIC' } | ConvertTo-Json
    }
    $bodies | ForEach-Object @parallel -Parallel {
        $parameters = $using:request
        (Invoke-RestMethod -Method Post -Uri $using:batchUri -Body $_ @parameters).data
    }
}

function Get-SingleInParallel {
    param([string[]] $Id)
    $Id | ForEach-Object @parallel -Parallel {
        $parameters = $using:request
        (Invoke-RestMethod -Uri "$using:batchUri/$_" @parameters).data
    }
}

# Texts that were not submitted before, so that no warning of equal songs is part of a run.
function Get-NewSong {
    param([string[]] $Id)
    $script:run++
    foreach ($item in $Id) { "A song about $item, $run" }
}

filter Expand-Clip {
    foreach ($clip in $_.data) {
        [pscustomobject]@{
            ClipId = $clip.id
            TaskId = $_.task_id
            Title = $clip.title
            Status = $clip.status
            Duration = $clip.metadata.duration
            Tags = $clip.metadata.tags
            Prompt = $clip.metadata.prompt
            Model = $clip.model_name
            AudioUrl = $clip.audio_url
            VideoUrl = $clip.video_url
            ImageUrl = $clip.image_url
        }
    }
}

$scenarios = switch ($Contender) {
    SunoPS {
        Import-Module $Module
        Connect-SunoApi -BaseUri $BaseUri -ApiKey $ApiKey -ThrottleLimit $ThrottleLimit
        @{
            Batch  = { $args[0] | Get-SunoTaskBatch }
            Single = { $args[0] | Get-SunoTask }
            File   = { $args[0] | Get-SunoTaskBatch -ExpandClip | Export-Csv $csv; $args[0].Count }
            Keep   = { $script:kept = $args[0] | Get-SunoTaskBatch -ExpandClip; $args[0].Count }
            Export = { $kept | Export-Csv $csv; $args[0].Count }
            Submit = { $env:SUNO_JOURNAL = 'off'; Get-NewSong $args[0] | Submit-SunoMusic }
            SubmitWithJournal = { $env:SUNO_JOURNAL = "$Folder/journal-$run"; Get-NewSong $args[0] | Submit-SunoMusic }
        }
    }
    Loop {
        @{
            Batch  = { Get-Batch $args[0] }
            Single = { foreach ($id in $args[0]) { (Invoke-RestMethod -Uri "$batchUri/$id" @request).data } }
            File   = { Get-Batch $args[0] | Expand-Clip | Export-Csv $csv; $args[0].Count }
        }
    }
    { $_ -in 'Parallel', 'WideParallel' } {
        @{
            Batch  = { Get-BatchInParallel $args[0] }
            Single = { Get-SingleInParallel $args[0] }
            File   = { Get-BatchInParallel $args[0] | Expand-Clip | Export-Csv $csv; $args[0].Count }
        }
    }
}

# A loop that makes them would leave work to the compiler of the runtime, which the first run would pay for.
$allIds = [IO.File]::ReadAllLines("$Folder/ids.txt")
[GC]::Collect()
$idle = (Get-ProcessMemory).Now
[Console]::Out.WriteLine(
    (
        ConvertTo-Json -Compress -InputObject @{
            Runtime = [Runtime.InteropServices.RuntimeInformation]::FrameworkDescription
            Version = "PowerShell $($PSVersionTable.PSVersion)"
        }
    ))
while ($line = [Console]::In.ReadLine()) {
    $scenario, $count = $line.Split(' ')
    $ids = [string[]] $allIds[0..([int] $count - 1)]
    $cost = Measure-Script $scenarios[$scenario] $ids
    $cost.PeakMiB -= $idle
    [Console]::Out.WriteLine((ConvertTo-Json -Compress -InputObject $cost))
}
