#!/usr/bin/env pwsh
#Requires -Version 7.4

<#
.SYNOPSIS
    Builds the module, runs its tests, shows its demo, measures it, packs it, or cleans up.

.DESCRIPTION
    Short names for what dotnet does: each task can as well be typed as the command that it prints. Ends with the exit
    code of that command.

.EXAMPLE
    ./build.ps1
    Builds everything; the module is in out/SunoPS.

.EXAMPLE
    ./build.ps1 Test
    Runs the tests that this machine can run.

.EXAMPLE
    ./build.ps1 Test -Windows
    Also runs the client's tests as a Windows program, under Wine 10 or later.

.EXAMPLE
    ./build.ps1 Package
    Writes the package for the PowerShell Gallery and the zip into out.
#>
[CmdletBinding()]
param(
    # Build: everything, the module staged in out/SunoPS. Test: all tests. Demo: the demo.
    # Benchmark: measures, and writes docs/benchmarks.md. Package: the NuGet package and the zip, in out.
    # Clean: removes what was built.
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Demo', 'Benchmark', 'Package', 'Clean')]
    [string] $Task = 'Build',

    # The default of dotnet is Debug. The staged module is optimized in both.
    # Benchmarks and packages are always Release.
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug',

    # With Test, on Linux: runs the client's tests as a Windows program under Wine too, and the Pester files in the
    # Windows PowerShell 7 that SUNOPS_WINDOWS_PWSH names, if it names one.
    [switch] $Windows
)

$ErrorActionPreference = 'Stop'

Push-Location -LiteralPath $PSScriptRoot
try {
    $command = switch ($Task) {
        Build { 'build', '--configuration', $Configuration }
        Test { 'test', '--configuration', $Configuration }
        Demo { 'run', '--configuration', $Configuration, '--project', 'tests/SunoPS.Demo' }
        Benchmark {
            'run', '--configuration', 'Release', '--project', 'tests/SunoPS.Benchmarks',
            '--', '--write', 'docs/benchmarks.md'
        }
        Package { 'pack', '--configuration', 'Release', 'src/SunoPS' }
        Clean { 'clean', '--configuration', $Configuration }
    }

    $before = $env:SUNOPS_TEST_WINDOWS
    $env:SUNOPS_TEST_WINDOWS = $Windows ? '1' : $before
    "> dotnet $command"
    dotnet @command
    $exitCode = $LASTEXITCODE
    $env:SUNOPS_TEST_WINDOWS = $before

    if ($Task -eq 'Package' -and $exitCode -eq 0) {
        # The terminal logger of dotnet does not show where they are.
        $version = [regex]::Match((Get-Content SunoPS.psd1 -Raw), "ModuleVersion\s*=\s*'(.*?)'").Groups[1].Value
        Get-Item "out/SunoPS.$version*.nupkg", "out/SunoPS-$version*.zip" | ForEach-Object { "Wrote $_" }
        'Install it: Register-PSResourceRepository -Name Local -Uri ./out -Trusted; ' +
        'Install-PSResource SunoPS -Repository Local'
    }

    if ($Task -eq 'Clean' -and $exitCode -eq 0 -and (Test-Path out)) {
        Remove-Item out -Recurse -Force
    }
} finally {
    Pop-Location
}

exit $exitCode
