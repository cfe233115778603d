#Requires -Version 7.4

# Runs the smoke script for Windows in PowerShell 7.

BeforeAll {
    . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
    $script = [IO.Path]::GetFullPath((Join-Path $PSScriptRoot '../Desktop.Smoke.ps1'))
    $powerShell = @([Environment]::ProcessPath) + (Get-TestPowerShellArgument) -join "', '"
    $command = "& '$script' -Module '$(Get-TestModulePath)' -Gateway '$(Get-TestGatewayPath)' " +
        "-OtherPowerShell '$powerShell' -OtherModule '{0}'"
}

Describe 'The smoke script' {
    It 'passes, with both builds of the module' {
        $result = Invoke-TestPowerShell -Script ($command -f (Copy-TestDesktopModule))

        $result.Error | Should -BeNullOrEmpty
        $result.Output | Should -Not -CMatch 'FAILED|not run:'
        $result.Output.Trim().Split("`n")[-1].Trim() | Should -Be '13 passed, 0 failed'
    }

    It 'uses nothing that Windows PowerShell 5.1 lacks' {
        Find-TestNewerSyntax (Get-Content -LiteralPath $script -Raw) | Should -BeNullOrEmpty
    }
}
