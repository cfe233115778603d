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

        $recipeScript = @'
            Import-Module $env:SUNOPS_TEST_MODULE
            Set-Location -LiteralPath $env:SONGS
            $global:LASTEXITCODE = 0
            & $env:RECIPE <Arguments> -WarningAction SilentlyContinue -WarningVariable warnings |
                ConvertTo-Json -Compress
            $code = $LASTEXITCODE
            $warnings | ForEach-Object { "warning: $_" }
'@

        function Invoke-Recipe {
            # Runs a recipe as on a separate day: in a new PowerShell, with a connection from the environment, in the
            # folder of the songs.
            param(
                [string] $Name,
                [string] $Arguments = '',
                [int] $ExitCode = 0,
                [string] $ErrorText,
                # A session of this process instead, which starts much sooner.
                [switch] $InProcess
            )

            $environment = @{
                SUNO_API_BASE_URI = $gateway.BaseUri
                SUNO_API_KEY = $gateway.ApiKey
                RECIPE = Join-Path $recipes $Name
                SONGS = $folder
            }
            $script = $recipeScript.Replace('<Arguments>', $Arguments)
            $result = $InProcess ?
                (Invoke-InSession "$script`n`$code" $environment) :
                (Invoke-TestPowerShell "$script`nexit `$code" -Environment $environment)
            $result.ExitCode | Should -Be $ExitCode
            Find-TestSecret ($result.Output + $result.Error) $gateway.ApiKey | Should -BeNullOrEmpty
            if ($ErrorText) {
                $result.Error -replace '\s+', ' ' | Should -BeLike $ErrorText
            } else {
                $result.Error | Should -BeNullOrEmpty
            }

            , @($result.Output.TrimEnd() -split '\r?\n')
        }

        function Invoke-InSession {
            # Runs a script whose last output is its exit code; like a process, one that throws ends with code 1.
            param([string] $Script, [hashtable] $Environment)

            $Environment.GetEnumerator() | ForEach-Object { Set-Item -LiteralPath "Env:$($_.Key)" -Value $_.Value }
            $session = [powershell]::Create([initialsessionstate]::CreateDefault())
            try {
                $output = @($session.AddScript($Script).Invoke())
                $errors = @($session.Streams.Error)
                $code = $output[-1]
                $output = $output | Select-Object -SkipLast 1
            } catch {
                $errors = @($session.Streams.Error) + $_
                $code = 1
                $output = @()
            } finally {
                $session.Dispose()
                Remove-Item -LiteralPath ($Environment.Keys -replace '^', 'Env:')
            }

            [pscustomobject]@{ Output = $output -join "`n"; Error = $errors -join "`n"; ExitCode = $code }
        }
    }

    BeforeEach {
        Reset-TestGateway $gateway
        $null = Invoke-TestGatewayControl $gateway Post 'submissions' @{ steps = 0; failContains = 'hopeless' }
        $folder = New-TestFolder
        $env:SUNO_JOURNAL = New-TestFolder
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
            times = 1
            idContains = 'a lost song'
        }
    }

    AfterAll {
        Exit-TestSession
    }

    It 'submits, and the journal has the outcome of each song' {
        $output = Invoke-Recipe 'Start-SongBatch.ps1' 'songs.csv' -InProcess -ExitCode 1

        $output[0] | Should -Be '{"Submitted":3,"Before":0,"Refused":1,"Unknown":1}'
        $output | Where-Object { $_ -like 'warning: *' } | Should -HaveCount 2
        Get-SunoSubmission | ForEach-Object { "$($_.Name): $($_.State)" } | Sort-Object |
            Should -Be 'calm: Accepted', 'failing: Accepted', 'lost: Unknown', 'sung: Accepted'
        (Get-ChildItem $folder).Name | Should -Be 'songs.csv'
        (Get-TestGatewayStatistic $gateway).accepted | Should -Be 4
    }

    It 'submits only missing songs when it runs again' {
        $null = Invoke-Recipe 'Start-SongBatch.ps1' 'songs.csv' -InProcess -ExitCode 1
        $songs = Join-Path $folder 'songs.csv'
        (Get-Content $songs) -replace '^both,a,b,,', 'both,a,,,' | Set-Content $songs

        $output = Invoke-Recipe 'Start-SongBatch.ps1' 'songs.csv' -InProcess -ExitCode 1
        $output[0] | Should -Be '{"Submitted":1,"Before":3,"Refused":0,"Unknown":1}'
        $output[1] | Should -BeLike "warning: 'lost' was submitted before*"
        (Get-TestGatewayStatistic $gateway).accepted | Should -Be 5

        (Invoke-Recipe 'Start-SongBatch.ps1' 'songs.csv -Force' -InProcess)[0] |
            Should -Be '{"Submitted":1,"Before":4,"Refused":0,"Unknown":0}'
        (Invoke-Recipe 'Start-SongBatch.ps1' 'songs.csv' -InProcess)[0] |
            Should -Be '{"Submitted":0,"Before":5,"Refused":0,"Unknown":0}'
        (Get-TestGatewayStatistic $gateway).accepted | Should -Be 6
    }

    It 'shows with -WhatIf what would be sent, and does nothing' {
        $output = Invoke-Recipe 'Start-SongBatch.ps1' 'songs.csv -WhatIf' -ErrorText "*('both') is invalid*"
        $output -like 'What if: POST*' | Should -HaveCount 4

        (Get-TestGatewayStatistic $gateway).requests | Should -Be 0
        Get-SunoSubmission | Should -BeNullOrEmpty
        (Get-ChildItem $folder).Name | Should -Be 'songs.csv'
    }

    It 'rejects songs without a unique name, and a session without a journal' {
        Add-Content (Join-Path $folder 'songs.csv') 'calm,another,,,'
        $null = Invoke-Recipe 'Start-SongBatch.ps1' 'songs.csv' -InProcess -ExitCode 1 -ErrorText '*a name of its own*'
        foreach ($recipe in 'Start-SongBatch.ps1', 'Complete-SongBatch.ps1') {
            $env:SUNO_JOURNAL = 'off'
            $null = Invoke-Recipe $recipe 'songs.csv' -InProcess -ExitCode 1 -ErrorText '*needs the journal*'
        }

        (Get-TestGatewayStatistic $gateway).requests | Should -Be 0
    }

    It 'completes in another session' {
        $null = Invoke-Recipe 'Start-SongBatch.ps1' 'songs.csv' -ExitCode 1
        $output = Invoke-Recipe 'Complete-SongBatch.ps1' 'songs.csv'

        $output[0] | Should -Be '{"Succeeded":2,"Failed":1,"Waiting":0}'
        $output[1] | Should -BeLike "warning: 'failing' failed: *"
        $rows = Import-Csv (Join-Path $folder 'clips.csv')
        $rows | Sort-Object Name, Index | ForEach-Object { "$($_.Name) $($_.Index): $($_.Title) $($_.Status)" } |
            Should -Be 'calm 1: a calm song Success', 'calm 2: a calm song Success', 'failing :  Failure',
                'sung 1: La Success', 'sung 2: La Success'
        ($rows | Where-Object Name -EQ 'failing').FailReason | Should -Not -BeNullOrEmpty
    }

    It 'leaves unfinished tasks for the next run' {
        # A wait polls at its begin and, if the machine is fast, once more at its end.
        $null = Invoke-TestGatewayControl $gateway Post 'submissions' @{ steps = 2 }
        $null = Invoke-Recipe 'Start-SongBatch.ps1' 'songs.csv' -InProcess -ExitCode 1

        (Invoke-Recipe 'Complete-SongBatch.ps1' 'songs.csv -TimeoutSec 1' -InProcess -ExitCode 1)[0] |
            Should -Be '{"Succeeded":0,"Failed":0,"Waiting":3}'
        (Invoke-Recipe 'Complete-SongBatch.ps1' 'songs.csv' -InProcess)[0] |
            Should -Be '{"Succeeded":3,"Failed":0,"Waiting":0}'
        $requests = (Get-TestGatewayStatistic $gateway).requests
        (Invoke-Recipe 'Complete-SongBatch.ps1' 'songs.csv' -InProcess)[0] |
            Should -Be '{"Succeeded":3,"Failed":0,"Waiting":0}'

        (Get-TestGatewayStatistic $gateway).requests | Should -Be $requests -Because 'nothing is polled again'
        Import-Csv (Join-Path $folder 'clips.csv') | Should -HaveCount 6
    }

    It 'rejects a file of others, and loses nothing to one that is not writable' {
        $null = Invoke-Recipe 'Start-SongBatch.ps1' 'songs.csv' -InProcess -ExitCode 1
        $clips = Join-Path $folder 'clips.csv'
        Set-Content $clips 'Name,Other'
        $null = Invoke-Recipe 'Complete-SongBatch.ps1' 'songs.csv' -InProcess -ExitCode 1 `
            -ErrorText '*is not from this script*'
        Get-Content $clips | Should -Be 'Name,Other'

        Remove-Item $clips
        $null = Invoke-Recipe 'Complete-SongBatch.ps1' 'songs.csv -ClipPath none/clips.csv' -InProcess -ExitCode 1 `
            -ErrorText '*none*'
        (Invoke-Recipe 'Complete-SongBatch.ps1' 'songs.csv' -InProcess)[0] |
            Should -Be '{"Succeeded":2,"Failed":1,"Waiting":0}'
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
