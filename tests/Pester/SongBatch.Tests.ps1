#Requires -Version 7.4
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

Describe 'The recipe to start today and finish tomorrow' {
    BeforeAll {
        Set-StrictMode -Version Latest
        $ErrorActionPreference = 'Stop'
        Import-Module (Join-Path $PSScriptRoot 'TestSupport.psm1') -Force
        Enter-TestSession
        $gateway = Start-TestGateway
        $recipes = Join-Path (Get-TestRepositoryRoot) 'docs' 'recipes'

        function Invoke-Recipe {
            # Runs a recipe as on a day of its own: in a new PowerShell, connected by the environment, in the folder of
            # the songs.
            param([string] $Name, [string] $Arguments = '')

            $result = Invoke-TestPowerShell -Environment @{
                SUNO_API_BASE_URI = $gateway.BaseUri
                SUNO_API_KEY = $gateway.ApiKey
                RECIPE = Join-Path $recipes $Name
                SONGS = $folder
            } -Script @"
                Import-Module `$env:SUNOPS_TEST_MODULE
                Set-Location -LiteralPath `$env:SONGS
                & `$env:RECIPE $Arguments -WarningAction SilentlyContinue -WarningVariable warnings |
                    ConvertTo-Json -Compress
                `$warnings | ForEach-Object { "warning: `$_" }
"@
            $result.Error | Should -BeNullOrEmpty
            Find-TestSecret $result.Output $gateway.ApiKey | Should -BeNullOrEmpty
            , @($result.Output.TrimEnd() -split '\r?\n')
        }
    }

    BeforeEach {
        Reset-TestGateway $gateway
        $null = Invoke-TestGatewayControl $gateway Post 'submissions' @{ steps = 0; failContains = 'hopeless' }
        $folder = New-TestFolder
        @(
            'Name,Description,Lyrics,Title,Tag'
            'calm,a calm song,,,'
            'sung,,la la,La,"pop, calm"'
            'both,a,b,,'
            'lost,a lost song,,,'
            'failing,a hopeless song,,,'
        ) | Set-Content (Join-Path $folder 'songs.csv')
        $null = Invoke-TestGatewayControl $gateway Post 'faults' @{
            kind = 'resetBeforeHeaders'
            isAfterWork = $true
            idContains = 'a lost song'
        }
    }

    AfterAll {
        Exit-TestSession
    }

    It 'keeps the tasks, and what was not taken, and what nobody knows' {
        $output = Invoke-Recipe 'Start-SongBatch.ps1' 'songs.csv'

        $output[0] | Should -Be '{"Submitted":3,"Refused":1,"Unknown":1}'
        $output | Where-Object { $_ -like 'warning: *' } | Should -HaveCount 2
        (Import-Clixml (Join-Path $folder 'tasks.xml')).Name | Should -Be 'calm', 'sung', 'failing'
        (Import-Csv (Join-Path $folder 'refused.csv')).Name | Should -Be 'both'
        (Import-Csv (Join-Path $folder 'unknown.csv')).Name | Should -Be 'lost'
        (Get-TestGatewayStatistic $gateway).accepted | Should -Be 4
    }

    It 'shows with -WhatIf what would be sent, and does nothing' {
        (Invoke-Recipe 'Start-SongBatch.ps1' 'songs.csv -WhatIf -ErrorAction SilentlyContinue') -like 'What if: POST*' |
            Should -HaveCount 4

        (Get-TestGatewayStatistic $gateway).requests | Should -Be 0
        (Get-ChildItem $folder).Name | Should -Be 'songs.csv'
    }

    It 'finishes in another session what one has begun' {
        $null = Invoke-Recipe 'Start-SongBatch.ps1' 'songs.csv'
        $output = Invoke-Recipe 'Complete-SongBatch.ps1'

        $output[0] | Should -Be '{"Succeeded":2,"Failed":1,"Waiting":0}'
        $output[1] | Should -BeLike "warning: 'failing' failed: *"
        (
            Import-Csv (Join-Path $folder 'clips.csv') | Sort-Object Name, Index |
                ForEach-Object { "$($_.Name) $($_.Index): $($_.Title)" }
        ) |
            Should -Be 'calm 1: a calm song', 'calm 2: a calm song', 'sung 1: La', 'sung 2: La'
    }

    It 'leaves what is not done in time for the next run, also in a CSV file of ids' {
        $null = Invoke-TestGatewayControl $gateway Post 'submissions' @{ steps = 1 }
        $null = Invoke-Recipe 'Start-SongBatch.ps1' 'songs.csv'
        Import-Clixml (Join-Path $folder 'tasks.xml') | Select-Object -Property Name, TaskId |
            Export-Csv (Join-Path $folder 'ids.csv')

        (Invoke-Recipe 'Complete-SongBatch.ps1' 'ids.csv -TimeoutSec 1')[0] |
            Should -Be '{"Succeeded":0,"Failed":0,"Waiting":3}'
        (Invoke-Recipe 'Complete-SongBatch.ps1' 'ids.csv')[0] | Should -Be '{"Succeeded":3,"Failed":0,"Waiting":0}'
        (Invoke-Recipe 'Complete-SongBatch.ps1' 'ids.csv')[0] | Should -Be '{"Succeeded":0,"Failed":0,"Waiting":0}'

        Import-Csv (Join-Path $folder 'clips.csv') | Should -HaveCount 6
    }

    It 'is clean to PSScriptAnalyzer, and has its help' {
        foreach ($file in Get-ChildItem $recipes -Filter '*-SongBatch.ps1') {
            if (Get-Module PSScriptAnalyzer -ListAvailable) {
                Invoke-ScriptAnalyzer -Path $file.FullName -Severity Error, Warning, ParseError |
                    ForEach-Object { "$($_.RuleName): $($_.Message)" } | Should -BeNullOrEmpty
            }

            $help = Get-Help $file.FullName -Full
            $help.Synopsis | Should -Not -BeLike '*.ps1*[[]*'
            $help.examples.example | Should -Not -BeNullOrEmpty
            foreach ($parameter in $help.parameters.parameter | Where-Object name -NotIn 'WhatIf', 'Confirm') {
                $parameter.description.Text | Should -Not -BeNullOrEmpty -Because "$($file.Name) -$($parameter.name)"
            }
        }
    }
}
