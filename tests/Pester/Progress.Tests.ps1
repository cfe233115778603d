#Requires -Version 7.4

Describe 'Progress' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
        $gateway = Start-TestGateway
        $connect = @{ ApiKey = $gateway.ApiKey; PassThru = $true }
        $connection = Connect-SunoApi @connect -BaseUri $gateway.BaseUri -MaximumRetryCount 0
        $progressing = Get-TestTaskId Progressing (0..7)
        $music = Get-TestTaskId Music (0..29)
        # Two rounds remain of the last two.
        1..3 | ForEach-Object { $null = Get-SunoTaskBatch $progressing[6, 7] -Connection $connection }
        $null = Invoke-TestGatewayControl $gateway Post 'submissions' @{ steps = 1 }
        Set-TestGatewayLatency $gateway -Milliseconds 300
        Add-TestGatewayFault $gateway @{ kind = 'status'; status = 400; idContains = 'bad' }
        $parameter = @{
            Connection = $connection; Progressing = $progressing; Music = $music; Unknown = Get-TestTaskId Unknown 0
            Failed = Get-TestTaskId Failed 0
            Nowhere = Connect-SunoApi @connect -BaseUri "http://127.0.0.1:$(Get-TestUnusedPort)" -RetryIntervalSec 3
        }

        # They mostly wait, so all run at once.
        $wait = 'Wait-SunoTask -PollingIntervalSec 1 -Connection $Connection'
        $scripts = @{
            'Wait: bar' = "$wait -ErrorAction Ignore (`$Progressing[0..3] + `$Failed + `$Music[0] + `$Unknown)"
            'Wait: error' = "try { $wait `$Progressing[4] -TimeoutSec 2 -ErrorAction Stop } catch { 'stopped' }"
            'Wait: one round' = "$wait `$Music"
            'Wait: preference' = "`$ProgressPreference = 'SilentlyContinue'; $wait `$Progressing[6]"
            'Wait: action' = "$wait `$Progressing[7] -ProgressAction SilentlyContinue"
            'Submit' = '@("bad") + (1..11 | ForEach-Object { "song $_" }) | Submit-SunoMusic -ThrottleLimit 1 -Wait ' +
                '-PollingIntervalSec 1 -Connection $Connection -ErrorAction SilentlyContinue'
        }
        foreach ($fetcher in 'Get-SunoTask', 'Get-SunoTaskBatch') {
            $fetch = "$fetcher -Connection `$Connection" + ($fetcher -like '*Batch' ? ' -BatchSize 1' : '')
            $slow = "$fetch -ThrottleLimit 1"
            $ids = '($Music[0..16] + $Unknown)'
            $scripts += @{
                "${fetcher}: bar" = "$fetch ($ids + $ids + @(@{ a = 1 }, @{ a = 1 })) -ThrottleLimit 2"
                "${fetcher}: short" =
                    "`$clock = [Diagnostics.Stopwatch]::StartNew(); $slow `$Music[0..2]; `$clock.Elapsed"
                "${fetcher}: pipeline" = "`$Music[0..11] | $slow"
                "${fetcher}: error" = "try { $slow (`$Music[0..11] + `$Unknown) -ErrorAction Stop } catch { 'stopped' }"
                "${fetcher}: warning" =
                    "try { $fetcher `$Music[0] -Connection `$Nowhere -WarningAction Stop } catch { 'stopped' }"
                "${fetcher}: preference" = "`$ProgressPreference = 'SilentlyContinue'; $slow `$Music[0..11]"
            }
        }

        $parameters = 'param($Connection, $Progressing, $Music, $Unknown, $Failed, $Nowhere) '
        $names = @($scripts.Keys)
        $results = Invoke-TestRunspace -Script $names.ForEach({ $parameters + $scripts[$_] }) -Parameter $parameter
        $runs = @{}
        for ($i = 0; $i -lt $names.Count; $i++) {
            $records = $results[$i].Progress.Where({ $_.Activity -like '*Suno*' })
            $runs[$names[$i]] = @{
                Output = $results[$i].Output; Records = $records
                Shown = $records.Where({ $_.RecordType -eq 'Processing' })
            }
        }
    }

    It 'of Wait-SunoTask is one bar: completed, failed and remaining tasks, and the progress of running ones' {
        $run = $runs['Wait: bar']

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
        foreach ($record in $run.Shown) {
            $because = "it says $($record.StatusDescription)"
            $record.PercentComplete | Should -Be $expected[$record.StatusDescription] -Because $because
            if ($record.StatusDescription -match '(30|70)%') {
                # Seven thirds, or three sevenths, of the elapsed time.
                $record.SecondsRemaining | Should -BeGreaterThan 0 -Because $because
            } else {
                $record.SecondsRemaining | Should -Be -1 -Because $because
            }
        }

        # A busy machine may skip a state, but never goes back.
        $run.Shown.PercentComplete | Should -Be ($run.Shown.PercentComplete | Sort-Object)
        $run.Shown[-1].PercentComplete | Should -Be 100
        $run.Shown.Count | Should -BeGreaterThan 1
    }

    It 'of Submit-SunoMusic shows submitted, failed and remaining rows, and another bar while it waits' {
        $run = $runs['Submit']
        $submitting = $run.Records.Where({ $_.Activity -eq 'Submitting to Suno' })
        $shown = $submitting.Where({ $_.RecordType -eq 'Processing' })

        $run.Output | Should -HaveCount 11
        $shown.Count | Should -BeGreaterThan 0
        $shown.StatusDescription | Should -Match '^\d+ submitted, [01] failed, \d+ to go$'
        $submitting[-1].RecordType, $run.Records[-1].RecordType | Should -Be 'Completed', 'Completed'
        $run.Records[-1].Activity | Should -Be 'Waiting for Suno tasks'
    }

    It 'of <_> is in distinct ids when it takes longer than two seconds' -ForEach 'Get-SunoTask', 'Get-SunoTaskBatch' {
        $run = $runs["${_}: bar"]

        $run.Output | Should -HaveCount 17
        $run.Shown.Count | Should -BeGreaterThan 0
        $run.Records.Activity | Select-Object -Unique | Should -Be 'Fetching Suno tasks'
        $before = 0
        foreach ($record in $run.Shown) {
            $record.StatusDescription | Should -Match '^\d+ of 20 fetched, \d failed$'
            $null = $record.StatusDescription -match '^(\d+) of 20 fetched, (\d) failed$'
            $count = [int] $Matches[1] + [int] $Matches[2]
            $count | Should -BeGreaterOrEqual $before
            # On a busy machine, the first response may arrive after the bar appears.
            $record.PercentComplete | Should -Be ($count -eq 0 ? -1 : 5 * $count)
            $before = $count
        }
    }

    It 'of <_> counts pipeline input, without a total, and is none in the first two seconds' -ForEach @(
        'Get-SunoTask', 'Get-SunoTaskBatch'
    ) {
        $run = $runs["${_}: pipeline"]
        $short = $runs["${_}: short"]

        $run.Output | Should -HaveCount 12
        $run.Shown.Count | Should -BeGreaterThan 0
        $run.Shown.StatusDescription | Should -Match '^\d+ fetched, 0 failed$'
        $run.Shown.PercentComplete | Select-Object -Unique | Should -Be -1
        $short.Output | Should -HaveCount 4
        # On a busy machine it may take longer, and then a bar is correct.
        ($short.Records.Count -eq 0 -or $short.Output[-1].TotalSeconds -ge 2) | Should -BeTrue
    }

    It 'is removed at the end: <_>' -ForEach @(
        'Wait: bar', 'Wait: error', 'Get-SunoTask: bar', 'Get-SunoTask: error', 'Get-SunoTask: warning'
        'Get-SunoTaskBatch: bar', 'Get-SunoTaskBatch: error', 'Get-SunoTaskBatch: warning'
    ) {
        $run = $runs[$_]

        if ($_ -match 'error|warning') {
            $run.Output[-1] | Should -Be 'stopped'
        }

        $run.Shown.Count | Should -BeGreaterThan 0
        $run.Records[-1].RecordType | Should -Be 'Completed'
        $run.Records.Where({ $_.RecordType -eq 'Completed' }) | Should -HaveCount 1
    }

    It 'is none: <Run>' -ForEach @(
        @{ Run = 'Wait: one round'; Count = 30 }, @{ Run = 'Wait: preference'; Count = 1 }
        @{ Run = 'Wait: action'; Count = 1 }
        @{ Run = 'Get-SunoTask: preference'; Count = 12 }, @{ Run = 'Get-SunoTaskBatch: preference'; Count = 12 }
    ) {
        $runs[$Run].Output.Status | Should -Be (@('Success') * $Count)
        $runs[$Run].Records | Should -BeNullOrEmpty
    }
}
