#Requires -Version 7.4

<#
.SYNOPSIS
    Changes source files of the client in many small ways, and lists the changes that no test notices.

.DESCRIPTION
    dotnet-stryker makes the changes (mutants), all in one assembly, and an environment variable selects one. Its own
    test runs cannot select one in the separate process of xunit v3, so this script ends it then, and starts the tests
    itself: one process for each mutant, until the first failure. The tool is installed below obj on first use.

    The build output of the tests is mutated afterwards; build again. A mutant that a test cannot notice is explained in
    docs/coverage.md.

.EXAMPLE
    ./tests/Measure-Mutants.ps1 Connections/KeyMask.cs -Test *KeyMask*, *KeySecrecy* -Except *cost*

    Mutates the mask of keys. Runs the tests of two classes, without those whose name contains 'cost'.
#>
[CmdletBinding()]
param(
    # The ends of the paths of the files, with wildcards.
    [Parameter(Mandatory, Position = 0)] [string[]] $File,

    # The classes of the tests that can see them, with wildcards.
    [Parameter(Mandatory)] [string[]] $Test,

    # The names of tests to leave out, such as slow ones, with wildcards.
    [string[]] $Except = @(),

    # The mutated assembly of the last call is used again.
    [switch] $Again,

    # The number of processes at the same time.
    [int] $ThrottleLimit = [Environment]::ProcessorCount
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$version = '5.1.0'
$project = Join-Path $PSScriptRoot 'SunoPS.Client.Tests'
$tools = Join-Path $project 'obj' "stryker-$version"
$log = Join-Path $project 'obj' 'stryker.log'

function Start-Tool([string] $Name, [string[]] $Arguments, [hashtable] $Environment = @{}) {
    $start = [Diagnostics.ProcessStartInfo]::new($Name, $Arguments)
    $start.WorkingDirectory = $project
    $start.RedirectStandardOutput = $true
    $Environment.GetEnumerator() | ForEach-Object { $start.Environment[$_.Key] = $_.Value }
    [Diagnostics.Process]::Start($start)
}

if (-not $Again) {
    if (-not (Test-Path -LiteralPath $tools)) {
        dotnet tool install dotnet-stryker --version $version --tool-path $tools
        if ($LASTEXITCODE) {
            throw "dotnet-stryker $version could not be installed."
        }
    }

    # A test is necessary, and is chosen to be short.
    $settings = Join-Path $project 'obj' 'stryker.json'
    ConvertTo-Json -Depth 3 @{
        'stryker-config' = @{
            project = 'SunoPS.Client.csproj'
            'test-projects' = @(Join-Path $project 'SunoPS.Client.Tests.csproj')
            'test-case-filter' = 'FullyQualifiedName~NamePropertyTests'
            'coverage-analysis' = 'off'
        }
    } | Set-Content -LiteralPath $settings
    $stryker = Start-Tool (Join-Path $tools 'dotnet-stryker') @(
        '--config-file', $settings, '--output', (Join-Path $project 'obj'), '--skip-version-check', '-V', 'debug')
    $lines = while ($null -ne ($line = $stryker.StandardOutput.ReadLine())) {
        $line
        if ($line -match 'total mutants will be tested') {
            $stryker.Kill($true)
        }
    }
    $lines | Set-Content -LiteralPath $log
    if (-not ($lines -match 'Injected the mutated assembly')) {
        throw "dotnet-stryker did not mutate the client: see '$log'."
    }
}

# Those with a compiler error were taken back, and those within them: the assembly does not load their number.
$text = Get-Content -LiteralPath $log -Raw
$faulty = [regex]::Matches($text, 'Found mutant (\d+) of').ForEach{ $_.Groups[1].Value }
$mutated = Get-Item -Path (Join-Path $project 'bin/Debug/*/SunoPS.Client.dll')
$code = [Text.Encoding]::Latin1.GetString([IO.File]::ReadAllBytes($mutated.FullName))
function Test-Code([int] $Id) {
    $Id -lt 128 -or $code.Contains(' ' + [Text.Encoding]::Latin1.GetString([BitConverter]::GetBytes($Id)))
}

$source = ''
$mutants = foreach ($match in [regex]::Matches(
        $text, '(?s)\] Mutating (?<file>[^\r\n]+)|\] Mutant (?<id>\d+) created (?<change>.*?) using Stryker\.[\w.]+')) {
    if ($match.Groups['file'].Success) {
        $source = $match.Groups['file'].Value -replace '\\', '/'
    } elseif ($File.Where{ $source -like "*/$_" } -and $match.Groups['id'].Value -notin $faulty -and
        (Test-Code $match.Groups['id'].Value)) {
        [pscustomobject]@{
            Id = $match.Groups['id'].Value
            File = Split-Path -Leaf $source
            Change = $match.Groups['change'].Value -replace '\s+', ' '
        }
    }
}

$assembly = Get-Item -Path (Join-Path $project 'bin/Debug/*/SunoPS.Client.Tests.dll')
$arguments = @($assembly.FullName, '-noLogo', '-noColor', '-stopOnFail') + $Test.ForEach{ '-class', $_ } +
    $Except.ForEach{ '-method-', $_ }
function Test-Mutant([string] $Id, [int] $Limit) {
    $process = Start-Tool dotnet $arguments @{ STRYKER_MUTANT_ID_CONTROL_VAR = 'MUTANT'; MUTANT = $Id }
    $null = $process.StandardOutput.ReadToEndAsync()
    if ($process.WaitForExit($Limit)) { $process.ExitCode } else { $process.Kill($true); 'timeout' }
}

$watch = [Diagnostics.Stopwatch]::StartNew()
if ((Test-Mutant -1 600000) -ne 0) {
    throw 'A test fails without a mutant.'
}
$limit = 10000 + 5 * $watch.ElapsedMilliseconds
$start, $test = ${function:Start-Tool}, ${function:Test-Mutant} | ForEach-Object ToString
$results = $mutants | ForEach-Object -ThrottleLimit $ThrottleLimit -Parallel {
    ${function:Start-Tool} = $using:start
    $project = $using:project
    $arguments = $using:arguments
    ${function:Test-Mutant} = $using:test
    $result = Test-Mutant $_.Id $using:limit
    $_ | Add-Member -NotePropertyName Result -NotePropertyValue $result -PassThru
}

$survived = @($results | Where-Object Result -EQ 0)
$survived | Sort-Object { [int]$_.Id } | ForEach-Object { "$($_.File) $($_.Id): $($_.Change)" }
"$(@($results).Count) mutants, $(@($results).Count - $survived.Count) killed, $($survived.Count) survived"
