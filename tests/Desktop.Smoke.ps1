#Requires -Version 5.1

<#
.SYNOPSIS
    Runs the main job of the module with the local gateway, in Windows PowerShell 5.1 or PowerShell 7.

.DESCRIPTION
    For anyone with Windows: build the repository (dotnet build), then run this script in Windows PowerShell 5.1. It
    imports the staged module, starts the local gateway, and connects, fetches, waits, exports, submits and saves. Its
    last line is: N passed, N failed. The exit code is the number of failures.

    If the other edition of PowerShell is installed, it compares the CSV files of both, byte by byte.

.EXAMPLE
    powershell -ExecutionPolicy Bypass -File tests/Desktop.Smoke.ps1
#>
[CmdletBinding()]
param(
    # The manifest of the module.
    [string] $Module = [IO.Path]::Combine((Split-Path -Parent $PSScriptRoot), 'out', 'SunoPS', 'SunoPS.psd1'),

    # The local gateway: SunoPS.Gateway.dll or its program; by default, that of the build.
    [string] $Gateway,

    # The other PowerShell, with its first arguments: pwsh in Windows PowerShell, powershell.exe in PowerShell 7.
    [string[]] $OtherPowerShell = @(),

    # The manifest that the other PowerShell imports; the same by default.
    [string] $OtherModule = $Module
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$apiKey = 'sk-smoke-4Hq8Zt2Lw6'
$folder = Join-Path ([IO.Path]::GetTempPath()) ('SunoPS.Smoke.' + [guid]::NewGuid().ToString('N'))
$script:Passed = 0
$script:Failed = 0

function Test-Step {
    # Runs one step. A step passes if it writes true; it fails if it writes anything else or throws.
    param([string] $Name, [scriptblock] $Script)

    try {
        $result = @(& $Script)
        if ($result.Count -eq 0 -or $result -contains $false) {
            throw "The result was: $result"
        }

        $script:Passed++
        "passed  $Name"
    } catch {
        $script:Failed++
        "FAILED  $Name : $_"
    }
}

function Get-ErrorId {
    # Runs a script that must fail, and returns the first part of its error id.
    param([scriptblock] $Script)

    try {
        $null = & $Script
        'no error'
    } catch {
        ($_.FullyQualifiedErrorId -split ',')[0]
    }
}

function Start-Gateway {
    # Starts the local gateway; it stops when its standard input is closed.
    param([string] $Path)

    $arguments = "--port 0 --key $apiKey --for-tests"
    $start = New-Object Diagnostics.ProcessStartInfo
    if ([IO.Path]::GetExtension($Path) -eq '.dll') {
        $start.FileName = 'dotnet'
        $start.Arguments = 'exec "{0}" {1}' -f $Path, $arguments
    } else {
        $start.FileName = $Path
        $start.Arguments = $arguments
    }

    $start.UseShellExecute = $false
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    [Diagnostics.Process]::Start($start)
}

# The job whose CSV files must be equal in both editions.
$job = @'
param($Module, $BaseUri, $ApiKey, $Folder)
$ErrorActionPreference = 'Stop'
$env:SUNO_JOURNAL = 'off'
Import-Module $Module
Connect-SunoApi -BaseUri $BaseUri -ApiKey $ApiKey
$ids = 1..250 | ForEach-Object { '5f3a0001-0000-4000-8000-{0:x12}' -f $_ }
$ids | Get-SunoTaskBatch | Export-Csv (Join-Path $Folder tasks.csv) -NoTypeInformation -Encoding UTF8
$ids | Get-SunoTaskBatch -ExpandClip | Export-Csv (Join-Path $Folder clips.csv) -NoTypeInformation -Encoding UTF8
'@

if (-not $Gateway) {
    $Gateway = Get-ChildItem (Join-Path $PSScriptRoot 'SunoPS.Gateway') -Recurse -Filter SunoPS.Gateway.dll |
        Where-Object { $_.FullName -match '[\\/]bin[\\/]' } | Sort-Object LastWriteTime | Select-Object -Last 1 |
        ForEach-Object { $_.FullName }
}

if (-not $Gateway -or -not (Test-Path -LiteralPath $Module)) {
    'The module or the local gateway is missing. Build the repository first: dotnet build'
    '0 passed, 1 failed'
    exit 1
}

$saved = @{ Journal = $env:SUNO_JOURNAL; Proxy = [Net.WebRequest]::DefaultWebProxy }
$null = New-Item -ItemType Directory -Path $folder
$process = Start-Gateway $Gateway
try {
    $baseUri = $process.StandardOutput.ReadLine() -replace '^listening on '
    $env:SUNO_JOURNAL = Join-Path $folder 'journal'
    [Net.WebRequest]::DefaultWebProxy = New-Object Net.WebProxy
    "PowerShell $($PSVersionTable.PSVersion) ($($PSVersionTable.PSEdition)), gateway $baseUri"

    $music = 1..5 | ForEach-Object { '5f3a0001-0000-4000-8000-{0:x12}' -f $_ }
    $unknown = '5f3a00ff-0000-4000-8000-000000000000'

    Test-Step 'imports the module, with its types and help' {
        Import-Module $Module
        (Get-Command -Module SunoPS).Count -ge 14
        [SunoPS.SunoTask].Name -eq 'SunoTask'
        (Get-Help Get-SunoTask).Synopsis -notmatch '^\s*Get-SunoTask'
    }
    Test-Step 'says what to type without a connection' {
        (Get-ErrorId { Get-SunoTask $music[0] -ErrorAction Stop }) -eq 'NotConnected'
    }
    Test-Step 'connects, and keeps the key to itself' {
        Connect-SunoApi -BaseUri $baseUri -ApiKey $apiKey
        (Get-SunoConnection | Format-List | Out-String) -notmatch [regex]::Escape($apiKey)
        Test-SunoConnection -Quiet
    }
    Test-Step 'finds the dialect by itself' {
        Connect-SunoApi -BaseUri $baseUri -ApiKey $apiKey -Detect
        (Get-SunoConnection).BatchMethod -eq 'Post'
    }
    Test-Step 'fetches one task' {
        $task = Get-SunoTask $music[0]
        $task.TaskId -eq $music[0]
        $task.Status -eq 'Success'
        $task.Clips.Count -eq 2
    }
    Test-Step 'fetches a batch by POST' {
        (($music | Get-SunoTaskBatch).TaskId -join ' ') -eq ($music -join ' ')
    }
    Test-Step 'fetches a batch by GET with a body, and a key without a scheme' {
        $dialect = @{ BaseUri = "$baseUri/x-see"; BatchMethod = 'Get'; AuthenticationScheme = 'Raw' }
        $connection = Connect-SunoApi @dialect -ApiKey $apiKey -PassThru
        (Get-SunoTaskBatch $music -Connection $connection).Count -eq 5
        Connect-SunoApi -BaseUri $baseUri -ApiKey $apiKey
    }
    Test-Step 'loses no id' {
        $tasks = Get-SunoTaskBatch ($music + $unknown) -ErrorAction SilentlyContinue -ErrorVariable failed
        $tasks.Count -eq 5
        $failed[0].FullyQualifiedErrorId -like 'TaskNotFound,*'
        $failed[0].TargetObject -eq $unknown
    }
    Test-Step 'rejects a wrong key' {
        Connect-SunoApi -BaseUri $baseUri -ApiKey 'sk-wrong'
        (Get-ErrorId { Get-SunoTask $music[0] }) -eq 'Unauthorized'
        Connect-SunoApi -BaseUri $baseUri -ApiKey $apiKey
    }
    Test-Step 'submits, waits and saves' {
        $files = Submit-SunoMusic -Description 'a smoke test' -Wait -PollingIntervalSec 1 |
            Save-SunoClip -Path (Join-Path $folder songs) -PassThru
        $files.Count -eq 2
        ($files | Where-Object { $_.Length -lt 1000 }) -eq $null
        (Get-SunoSubmission).State -eq 'Accepted'
    }
    Test-Step 'reads saved JSON' {
        $json = '{"task_id":"t-1","action":"MUSIC","status":"SUCCESS","data":[{"id":"c-1","title":"x","audio_url":""}]}'
        ($json | ConvertFrom-SunoJson).Clips[0].ClipId -eq 'c-1'
    }
    Test-Step 'writes CSV that reads back' {
        $null = & ([scriptblock]::Create($job)) $Module $baseUri $apiKey $folder
        $rows = Import-Csv (Join-Path $folder tasks.csv)
        $rows.Count -eq 250
        ([datetime]$rows[0].SubmitTime) -is [datetime]
        (Import-Csv (Join-Path $folder clips.csv)).Count -ge 250
    }

    if (-not $OtherPowerShell) {
        $name = if ($PSVersionTable.PSEdition -eq 'Desktop') { 'pwsh' } else { 'powershell.exe' }
        $command = Get-Command $name -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
        $OtherPowerShell = @(if ($command) { $command.Source })
    }

    if ($OtherPowerShell) {
        Test-Step "writes the CSV files that $(Split-Path -Leaf $OtherPowerShell[0]) writes with its build" {
            $other = Join-Path $folder 'other'
            $null = New-Item -ItemType Directory -Path $other
            $script = Join-Path $folder 'job.ps1'
            Set-Content -LiteralPath $script -Value $job
            $arguments = @($OtherPowerShell | Select-Object -Skip 1) +
                '-NoProfile', '-NonInteractive', '-File', $script, $OtherModule, $baseUri, $apiKey, $other
            & $OtherPowerShell[0] @arguments
            $LASTEXITCODE -eq 0
            foreach ($file in 'tasks.csv', 'clips.csv') {
                $one = [IO.File]::ReadAllText((Join-Path $folder $file))
                $one -eq [IO.File]::ReadAllText((Join-Path $other $file))
                $one.Length -gt 10000
            }
        }
    } else {
        'not run: the other edition of PowerShell is not installed, so its CSV files cannot be compared'
    }
} finally {
    $process.StandardInput.Close()
    if (-not $process.WaitForExit(30000)) {
        $process.Kill()
    }

    $env:SUNO_JOURNAL = $saved.Journal
    [Net.WebRequest]::DefaultWebProxy = $saved.Proxy
    Remove-Item -LiteralPath $folder -Recurse -Force -ErrorAction SilentlyContinue
}

"$script:Passed passed, $script:Failed failed"
exit $script:Failed
