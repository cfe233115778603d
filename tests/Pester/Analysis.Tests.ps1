#Requires -Version 7.4

# Checks every script of the repository, the manifest, and the examples of the documentation with PSScriptAnalyzer.

BeforeDiscovery {
    # Type Install-PSResource PSScriptAnalyzer in pwsh.
    $noAnalyzer = -not (Get-Module -Name PSScriptAnalyzer -ListAvailable)
    Import-Module (Join-Path $PSScriptRoot 'ExampleSupport.psm1') -Force
    $root = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..'))
    $scripts = @(
        Get-Item -Path (Join-Path $root '*.ps1')
        Get-ChildItem -Path (Join-Path $root 'docs'), (Join-Path $root 'src'),
            (Join-Path $root 'tests') -Recurse -Include '*.ps1', '*.psm1'
    ) | ForEach-Object { [IO.Path]::GetRelativePath($root, $_.FullName).Replace('\', '/') } |
        Where-Object { $_ -notmatch '/(bin|obj)/' } |
        ForEach-Object { @{ Script = $_; Path = Join-Path $root $_ } }
    $pages = Get-Item -Path (Join-Path $root '*.md'), (Join-Path $root 'src' 'SunoPS' 'en-US' '*.md'),
        (Join-Path $root 'docs' '*.md') |
        ForEach-Object { @{ Page = $_.Name; Examples = @(Get-DocumentedExample -Path $_.FullName) } } |
        Where-Object { $_.Examples }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
    $analyzer = Get-Module -Name PSScriptAnalyzer -ListAvailable | Sort-Object -Property Version | Select-Object -Last 1
    if ($analyzer) {
        Import-Module -Name $analyzer.Path
    }

    # The analyzer looks for each unknown command among all programs.
    $path = $env:PATH
    $env:PATH = ''

    # Rules that do not apply to tests.
    $notForTests = @(
        'PSUseDeclaredVarsMoreThanAssignments'            # Other blocks read variables of BeforeAll.
        'PSAvoidUsingConvertToSecureStringWithPlainText'  # The keys of tests are not secrets.
        'PSAvoidUsingAllowUnencryptedAuthentication'      # Tests use it.
        'PSUseShouldProcessForStateChangingFunctions'     # Nobody runs tests with -WhatIf.
        'PSReviewUnusedParameter'                         # The rule does not see nested script blocks.
        'PSAvoidGlobalVars'                               # Runspaces of a test share them.
        'PSAvoidUsingWriteHost'                           # Tests check transcripts.
        'PSUseBOMForUnicodeEncodedFile'                   # PowerShell 7 reads UTF-8 without a BOM.
    )

    # Readers of examples use the variables.
    $notForExamples = @('PSUseDeclaredVarsMoreThanAssignments')

    function Get-Finding {
        param([hashtable] $Script, [string[]] $ExcludeRule = @())

        Invoke-ScriptAnalyzer @Script -Severity Error, Warning, ParseError -ExcludeRule $ExcludeRule |
            ForEach-Object { "$($_.RuleName), line $($_.Line): $($_.Message)" }
    }
}

AfterAll {
    $env:PATH = $path
}

Describe 'The script <Script>' -ForEach $scripts {
    It 'parses, and requires its PowerShell version' {
        $parseErrors = $null
        $ast = [Management.Automation.Language.Parser]::ParseFile($Path, [ref] $null, [ref] $parseErrors)

        $parseErrors | Should -BeNullOrEmpty
        # The smoke script is for Windows PowerShell, too.
        $version = $Script -like '*Desktop.Smoke.ps1' ? '5.1' : '7.4'
        $ast.ScriptRequirements.RequiredPSVersion | Should -Be ([version] $version)
    }

    It 'is clean to PSScriptAnalyzer' -Skip:$noAnalyzer {
        # The demo is for reading: it follows every rule.
        $isTest = $Script -like 'tests/*' -and $Script -notlike 'tests/SunoPS.Demo/*'
        Get-Finding @{ Path = $Path } ($isTest ? $notForTests : @()) | Should -BeNullOrEmpty
    }
}

Describe 'The manifest' {
    It 'is clean to PSScriptAnalyzer' -Skip:$noAnalyzer {
        # The staged manifest, because its files are elsewhere in the repository.
        Get-Finding @{ Path = Get-TestModulePath } | Should -BeNullOrEmpty
    }
}

Describe 'The examples of <Page>' -ForEach $pages {
    It 'are clean to PSScriptAnalyzer' -Skip:$noAnalyzer {
        $Examples | ForEach-Object {
            $example = $_
            Get-Finding @{ ScriptDefinition = $example.Code } $notForExamples |
                ForEach-Object { "$($example.Name): $_" }
        } | Should -BeNullOrEmpty
    }
}
