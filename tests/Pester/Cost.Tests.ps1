#Requires -Version 7.4
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# The cost of the first batch of a new process, in a figure without a clock.

BeforeAll {
    Set-StrictMode -Version Latest
    $ErrorActionPreference = 'Stop'
    Import-Module (Join-Path $PSScriptRoot 'TestSupport.psm1') -Force
    Enter-TestSession
    $gateway = Start-TestGateway
}

AfterAll {
    Exit-TestSession
}

Describe 'The first batch of a process' {
    It 'has no more methods compiled than this' {
        if ($env:SUNOPS_MEASURES_COVERAGE) {
            Set-ItResult -Skipped -Because 'instrumented assemblies have more methods'
        }

        # Without tiered compilation, each method is compiled once, even on a busy machine. Without a startup profile of
        # earlier processes, only methods that this script calls are compiled.
        $result = Invoke-TestPowerShell -Environment @{
            DOTNET_TieredCompilation = '0'
            XDG_CACHE_HOME           = New-TestFolder
            ADDRESS                  = $gateway.BaseUri
            TEST_KEY                 = $gateway.ApiKey
        } -Script @'
            $before = [Runtime.JitInfo]::GetCompiledMethodCount()
            Import-Module $env:SUNOPS_TEST_MODULE
            Connect-SunoApi -BaseUri $env:ADDRESS -ApiKey $env:TEST_KEY
            $tasks = 1..100 | ForEach-Object { '5f3a0001-0000-4000-8000-{0:x12}' -f $_ } | Get-SunoTaskBatch
            "$($tasks.Count) $([Runtime.JitInfo]::GetCompiledMethodCount() - $before)"
'@

        $result.Error | Should -BeNullOrEmpty
        $count, $methods = $result.Output.Trim() -split ' '
        $count | Should -Be 100
        [int]$methods | Should -BeGreaterThan 100
        [int]$methods | Should -BeLessThan 680
    }
}
