#Requires -Version 7.4

# The cost of the first batch of a new process, in a figure without a clock.

BeforeAll {
    . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
    $gateway = Start-TestGateway
}

Describe 'The first batch of a process' {
    It 'has no more methods of the module compiled than this' {
        if ($env:SUNOPS_MEASURES_COVERAGE) {
            Set-ItResult -Skipped -Because 'instrumented assemblies have more methods'
        }

        # The compiler of .NET lists what it compiles. What belongs to .NET or PowerShell does not count: it comes
        # compiled in some installations. Each method is compiled once, without optimization later, and only if it is
        # called: there is no startup profile of earlier processes.
        $list = Join-Path (New-TestFolder) 'methods.txt'
        $result = Invoke-TestPowerShell -Gateway $gateway -Environment @{
            DOTNET_JitStdOutFile    = $list
            DOTNET_JitDisasmSummary = '1'
            DOTNET_TC_CallCounting  = '0'
            XDG_CACHE_HOME          = New-TestFolder
        } -Script @'
            $tasks = 1..100 | ForEach-Object { '5f3a0001-0000-4000-8000-{0:x12}' -f $_ } | Get-SunoTaskBatch
            $tasks.Count
'@

        $result.Error | Should -BeNullOrEmpty
        $result.Output.Trim() | Should -Be 100
        $methods = (Get-Content -LiteralPath $list) -match ': JIT compiled SunoPS' -replace '^.*JIT compiled | \[.*$' |
            Sort-Object -Unique
        $methods.Count | Should -BeGreaterThan 100
        $methods.Count | Should -BeLessThan 880
    }
}
