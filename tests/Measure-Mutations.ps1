#Requires -Version 7.4

<#
.SYNOPSIS
    Changes source files of the client in many ways, and shows the changes that no test notices.

.DESCRIPTION
    Runs dotnet-stryker with the tests that can see the files: each mutant is a test run, so choose both. The tool is
    installed below obj on first use. The report with every mutant is
    TestResults/mutations/reports/mutation-report.html.

.EXAMPLE
    ./tests/Measure-Mutations.ps1 -File Connections/KeyMask.cs -Test KeySecrecy

    Mutates the mask of keys, and runs the tests whose name contains KeySecrecy.
#>
[CmdletBinding()]
param(
    # The files, below src/SunoPS.Client, with wildcards.
    [Parameter(Mandatory)] [string[]] $File,

    # Parts of the names of the tests that can see them; all tests by default.
    [string[]] $Test = @()
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$version = '5.1.0'
$root = Split-Path -Parent $PSScriptRoot
$project = Join-Path $PSScriptRoot 'SunoPS.Client.Tests'
$tools = Join-Path $project 'obj' "stryker-$version"
$results = Join-Path $root 'TestResults' 'mutations'

if (-not (Test-Path -LiteralPath $tools)) {
    dotnet tool install dotnet-stryker --version $version --tool-path $tools
    if ($LASTEXITCODE) {
        throw "dotnet-stryker $version could not be installed."
    }
}

$settings = @{
    'stryker-config' = @{
        project            = 'SunoPS.Client.csproj'
        'test-projects'    = @(Join-Path $project 'SunoPS.Client.Tests.csproj')
        'test-case-filter' = ($Test -replace '^', 'FullyQualifiedName~') -join '|'
        mutate             = @($File -replace '^', '**/')
        reporters          = @('cleartext', 'html', 'json')
        thresholds         = @{ high = 100; low = 100; break = 0 }
        concurrency        = [Environment]::ProcessorCount
    }
}
$null = New-Item -ItemType Directory -Path $results -Force
$configuration = Join-Path $results 'stryker.json'
ConvertTo-Json $settings -Depth 4 | Set-Content -LiteralPath $configuration

# The tool waits for the output of its builds to end, which servers of the compiler and of MSBuild would hold open.
$env:MSBUILDDISABLENODEREUSE = '1'
$env:UseSharedCompilation = 'false'
Push-Location -LiteralPath $project
try {
    & (Join-Path $tools 'dotnet-stryker') --config-file $configuration --output $results --skip-version-check
    exit $LASTEXITCODE
} finally {
    Pop-Location
}
