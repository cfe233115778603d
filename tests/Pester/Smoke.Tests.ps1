#Requires -Version 7.4
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# Runs the smoke script for Windows in PowerShell 7.

BeforeAll {
    Set-StrictMode -Version Latest
    $ErrorActionPreference = 'Stop'
    Import-Module (Join-Path $PSScriptRoot 'TestSupport.psm1') -Force
    Enter-TestSession
    $script = [IO.Path]::GetFullPath((Join-Path $PSScriptRoot '../Desktop.Smoke.ps1'))
    $powerShell = @([Environment]::ProcessPath) + (Get-TestPowerShellArgument) -join "', '"
    $command = "& '$script' -Module '$(Get-TestModulePath)' -Gateway '$(Get-TestGatewayPath)' " +
        "-OtherPowerShell '$powerShell' -OtherModule '{0}'"
}

AfterAll {
    Exit-TestSession
}

Describe 'The smoke script' {
    It 'passes, with both builds of the module' {
        $result = Invoke-TestPowerShell -Script ($command -f (Copy-TestDesktopModule))

        $result.Error | Should -BeNullOrEmpty
        $result.Output | Should -Not -CMatch 'FAILED|not run:'
        $result.Output.Trim().Split("`n")[-1].Trim() | Should -Be '13 passed, 0 failed'
    }

    It 'uses nothing that Windows PowerShell 5.1 lacks' {
        $tokens = $null
        $errors = $null
        $null = [Management.Automation.Language.Parser]::ParseFile($script, [ref]$tokens, [ref]$errors)
        $newer = 'QuestionMark', 'QuestionQuestion', 'QuestionQuestionEquals', 'QuestionDot', 'QuestionLBracket',
            'AndAnd', 'OrOr'

        $errors | Should -BeNullOrEmpty
        $tokens.Where({ "$($_.Kind)" -in $newer }) | Should -BeNullOrEmpty
    }
}
