#Requires -Version 7.4
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

Describe 'Progress' {
    BeforeAll {
        Set-StrictMode -Version Latest
        $ErrorActionPreference = 'Stop'
        Import-Module (Join-Path $PSScriptRoot 'TestSupport.psm1') -Force
        Enter-TestSession
        $modulePath = Get-TestModulePath
        $gateway = Start-TestGateway
        $connection = Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey -MaximumRetryCount 0 -PassThru
        $progressing = Get-TestTaskId Progressing (0..3)
        $music = Get-TestTaskId Music (0..29)

        function Invoke-WithProgress {
            # Runs a script in a separate PowerShell with $Connection; returns its output and progress records.
            param([string] $Script, [string[]] $TaskId)

            $shell = [powershell]::Create()
            try {
                $output = $shell.AddScript(
                    "param(`$Connection, `$Ids) Import-Module '$modulePath'; $Script").AddArgument(
                    $connection).AddArgument($TaskId).Invoke()
                [pscustomobject]@{
                    Output  = @($output)
                    Records = @($shell.Streams.Progress.Where({ $_.Activity -like '*Suno*' }))
                }
            } finally {
                $shell.Runspace.Dispose()
                $shell.Dispose()
            }
        }
    }

    BeforeEach {
        Reset-TestGateway $gateway
    }

    AfterAll {
        Exit-TestSession
    }

    Context 'Wait-SunoTask' {
        It 'shows one bar: completed, failed and remaining tasks, and the progress of running ones' {
            $ids = $progressing + (Get-TestTaskId Failed 0) + $music[0] + (Get-TestTaskId Unknown 0)
            $run = Invoke-WithProgress @'
Wait-SunoTask $Ids -PollingIntervalSec 1 -Connection $Connection -ErrorAction SilentlyContinue
'@ $ids
            $shown = $run.Records.Where({ $_.RecordType -eq 'Processing' })

            $run.Output | Should -HaveCount 6
            $run.Records.ActivityId | Select-Object -Unique | Should -HaveCount 1
            $run.Records.Activity | Select-Object -Unique | Should -Be 'Waiting for Suno tasks'
            # The gateway reports 0 (twice), 30, 70 and 100%: 3 of 7 tasks, and the progress of 4 of 7.
            $expected = [ordered]@{
                '1 done, 1 failed, 1 not found, 4 to go (0% on average)'  = 42
                '1 done, 1 failed, 1 not found, 4 to go (30% on average)' = 60
                '1 done, 1 failed, 1 not found, 4 to go (70% on average)' = 82
                '5 done, 1 failed, 1 not found, 0 to go'                  = 100
            }
            foreach ($record in $shown) {
                $record.PercentComplete |
                    Should -Be $expected[$record.StatusDescription] -Because "it says $($record.StatusDescription)"
            }

            # A busy machine may skip a state, but never goes back.
            $shown.PercentComplete | Should -Be ($shown.PercentComplete | Sort-Object)
            $shown[-1].PercentComplete | Should -Be 100
            $shown.Count | Should -BeGreaterThan 1
        }

        It 'shows the remaining time once it can be estimated' {
            $run = Invoke-WithProgress 'Wait-SunoTask $Ids -PollingIntervalSec 1 -Connection $Connection' $progressing
            $shown = $run.Records.Where({ $_.RecordType -eq 'Processing' })

            foreach ($record in $shown) {
                if ($record.StatusDescription -match '(30|70)%') {
                    # Seven thirds, or three sevenths, of the elapsed time.
                    $record.SecondsRemaining | Should -BeGreaterThan 0
                } else {
                    $record.SecondsRemaining |
                        Should -Be -1 -Because "nothing can be told of $($record.StatusDescription)"
                }
            }
        }

        It 'removes the bar at the end' {
            $run =
                Invoke-WithProgress 'Wait-SunoTask $Ids -PollingIntervalSec 1 -Connection $Connection' $progressing[0]

            $run.Records[-1].RecordType | Should -Be 'Completed'
            $run.Records.Where({ $_.RecordType -eq 'Completed' }) | Should -HaveCount 1
        }

        It 'removes the bar if an error ends the command' {
            $run = Invoke-WithProgress @'
try {
    Wait-SunoTask $Ids -PollingIntervalSec 1 -TimeoutSec 2 -Connection $Connection -ErrorAction Stop
} catch {
    'stopped'
}
'@ $progressing[0]

            $run.Output | Should -Be 'stopped'
            $run.Records[-1].RecordType | Should -Be 'Completed'
        }

        It 'shows none if all tasks are complete in the first round' {
            (Invoke-WithProgress 'Wait-SunoTask $Ids -Connection $Connection' $music).Records | Should -BeNullOrEmpty
        }

        It 'shows none with $ProgressPreference SilentlyContinue' {
            $run = Invoke-WithProgress @'
$ProgressPreference = 'SilentlyContinue'
Wait-SunoTask $Ids -PollingIntervalSec 1 -Connection $Connection
'@ $progressing[0]

            $run.Output.Status | Should -Be 'Success'
            $run.Records | Should -BeNullOrEmpty
        }

        It 'shows none with -ProgressAction SilentlyContinue' {
            $run = Invoke-WithProgress @'
Wait-SunoTask $Ids -PollingIntervalSec 1 -Connection $Connection -ProgressAction SilentlyContinue
'@ $progressing[0]

            $run.Output.Status | Should -Be 'Success'
            $run.Records | Should -BeNullOrEmpty
        }
    }

    Context 'Submit-SunoMusic' {
        It 'shows submitted, failed and remaining rows, and another bar while it waits' {
            $env:SUNO_JOURNAL = New-TestFolder
            Set-TestGatewayLatency $gateway -Milliseconds 300
            Add-TestGatewayFault $gateway @{ kind = 'status'; status = 400; idContains = 'bad' }
            $run = Invoke-WithProgress @'
@('bad') + (1..11 | ForEach-Object { "song $_" }) | Submit-SunoMusic -ThrottleLimit 1 -Connection $Connection `
    -Wait -PollingIntervalSec 1 -ErrorAction SilentlyContinue
'@
            $submitting = $run.Records.Where({ $_.Activity -eq 'Submitting to Suno' })
            $shown = $submitting.Where({ $_.RecordType -eq 'Processing' })

            $run.Output | Should -HaveCount 11
            $shown.Count | Should -BeGreaterThan 0
            $shown.StatusDescription | Should -Match '^\d+ submitted, [01] failed, \d+ to go$'
            $submitting[-1].RecordType, $run.Records[-1].RecordType | Should -Be 'Completed', 'Completed'
            $run.Records[-1].Activity | Should -Be 'Waiting for Suno tasks'
        }
    }

    Context '<Name>' -ForEach @(
        @{ Name = 'Get-SunoTask'; Few = '' }, @{ Name = 'Get-SunoTaskBatch'; Few = '-BatchSize 1' }
    ) {
        It 'shows its progress in distinct ids when it takes longer than two seconds' {
            Set-TestGatewayLatency $gateway -Milliseconds 300
            $ids = '($Ids + $Ids + @(@{ a = 1 }, @{ a = 1 }))'
            $run = Invoke-WithProgress "$Name $ids $Few -ThrottleLimit 2 -Connection `$Connection" (
                $music[0..16] + (Get-TestTaskId Unknown 0)
            )
            $shown = $run.Records.Where({ $_.RecordType -eq 'Processing' })

            $run.Output | Should -HaveCount 17
            $shown.Count | Should -BeGreaterThan 0
            $run.Records.Activity | Select-Object -Unique | Should -Be 'Fetching Suno tasks'
            $before = 0
            foreach ($record in $shown) {
                $record.StatusDescription | Should -Match '^(\d+) of 20 fetched, (\d) failed$'
                $null = $record.StatusDescription -match '^(\d+) of 20 fetched, (\d) failed$'
                $count = [int] $Matches[1] + [int] $Matches[2]
                $count | Should -BeGreaterOrEqual $before
                # On a busy machine, the first response may arrive after the bar appears.
                $record.PercentComplete | Should -Be ($count -eq 0 ? -1 : 5 * $count)
                $before = $count
            }

            $run.Records[-1].RecordType | Should -Be 'Completed'
        }

        It 'shows none in the first two seconds' {
            Set-TestGatewayLatency $gateway -Milliseconds 300
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $run = Invoke-WithProgress "$Name `$Ids $Few -ThrottleLimit 1 -Connection `$Connection" $music[0..2]

            $run.Output | Should -HaveCount 3
            # On a busy machine it may take longer, and then a bar is correct.
            ($run.Records.Count -eq 0 -or $clock.ElapsedMilliseconds -ge 2000) | Should -BeTrue
        }

        It 'counts pipeline input, without a total' {
            Set-TestGatewayLatency $gateway -Milliseconds 300
            $run = Invoke-WithProgress "`$Ids | $Name $Few -ThrottleLimit 1 -Connection `$Connection" $music[0..11]
            $shown = $run.Records.Where({ $_.RecordType -eq 'Processing' })

            $run.Output | Should -HaveCount 12
            $shown.Count | Should -BeGreaterThan 0
            $shown.StatusDescription | Should -Match '^\d+ fetched, 0 failed$'
            $shown.PercentComplete | Select-Object -Unique | Should -Be -1
        }

        It 'removes the bar if an error ends the command' {
            Set-TestGatewayLatency $gateway -Milliseconds 300
            $run = Invoke-WithProgress @"
try { $Name `$Ids $Few -ThrottleLimit 1 -Connection `$Connection -ErrorAction Stop } catch { 'stopped' }
"@ ($music[0..11] + (Get-TestTaskId Unknown 0))

            $run.Output[-1] | Should -Be 'stopped'
            $run.Records[-1].RecordType | Should -Be 'Completed'
        }

        It 'removes the bar if a warning ends the command' {
            $run = Invoke-WithProgress @"
`$nowhere = Connect-SunoApi -BaseUri http://127.0.0.1:$(Get-TestUnusedPort) -ApiKey x -RetryIntervalSec 3 -PassThru
try { $Name `$Ids -Connection `$nowhere -WarningAction Stop } catch { 'stopped' }
"@ $music[0]

            $run.Output[-1] | Should -Be 'stopped'
            $run.Records[-1].RecordType | Should -Be 'Completed'
        }

        It 'shows none with $ProgressPreference SilentlyContinue' {
            Set-TestGatewayLatency $gateway -Milliseconds 300
            $run = Invoke-WithProgress @"
`$ProgressPreference = 'SilentlyContinue'
$Name `$Ids $Few -ThrottleLimit 1 -Connection `$Connection
"@ $music[0..11]

            $run.Output | Should -HaveCount 12
            $run.Records | Should -BeNullOrEmpty
        }
    }
}
