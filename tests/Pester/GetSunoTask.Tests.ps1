#Requires -Version 7.4

Describe 'Get-SunoTask, Get-SunoTaskBatch and Wait-SunoTask' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
        $gateway = Start-TestGateway
        # Not adjacent in the gateway's order, and not sorted.
        $ids = Get-TestTaskId Music 31, 2, 17, 8, 25
        $many = Get-TestTaskId Music (1..25)
        $unknown = Get-TestTaskId Unknown 1
        $progressing = Get-TestTaskId Progressing 1, 2, 3
        $failedId = Get-TestTaskId Failed 4
        $music = Get-TestTaskId Music 5
    }

    BeforeEach {
        Reset-TestGateway $gateway
        Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey
    }

    It 'Ids come as tasks, which are fetched again' {
        $first = Get-SunoTask $progressing[0]
        $states = 1..4 | ForEach-Object { $first | Get-SunoTask }

        $first.Status | Should -Be 'Submitted'
        $states.Status | Should -Be @('Queued', 'InProgress', 'InProgress', 'Success')
        $states.Progress | Should -Be @(0, 30, 70, 100)
        $states.IsCompleted | Should -Be @($false, $false, $false, $true)
        $first.Status | Should -Be 'Submitted' -Because 'an object does not change after it was given'
    }

    It 'Ids are fetched by one GET each, and once if repeated' {
        $again = $ids + $ids[0] + $ids[4]

        (Get-SunoTask $again).TaskId | Should -Be $ids
        (Get-TestGatewayLog $gateway).Method | Should -Be (@('GET') * 5)
        (Get-TestGatewayLog $gateway).RawTarget | Sort-Object |
            Should -Be ($ids.ForEach({ "/suno/fetch/$_" }) | Sort-Object)
        ($again | Get-SunoTask).TaskId | Should -Be $ids
    }

    It 'Get-SunoTask -Verbose reports each request, without the key' {
        $lines = Get-SunoTask $ids[0..1] -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }

        $lines | Should -HaveCount 2
        $lines.Message -match '^GET ' | Should -HaveCount 2
        $lines.Message -match 'Authorization: \*\*\*' | Should -HaveCount 2
        foreach ($id in $ids[0..1]) {
            $lines.Message -match [regex]::Escape("$($gateway.BaseUri)/suno/fetch/$id") | Should -HaveCount 1
        }
    }

    It 'Get-SunoTask reports each request if the session or the calling function is verbose' {
        function Get-MyTask {
            [CmdletBinding()] param()
            Get-SunoTask $ids[0] 4>&1
        }
        $ofSession = & { $VerbosePreference = 'Continue'; Get-SunoTask $ids[0] 4>&1 }
        foreach ($output in $ofSession, (Get-MyTask -Verbose)) {
            $output.Where{ $_ -is [Management.Automation.VerboseRecord] }.Message | Should -Match '^GET '
        }
        Get-MyTask | Should -BeOfType SunoPS.SunoTask
    }

    It 'Get-SunoTask -Verbose reports each retry: attempt, status and wait' {
        Add-TestGatewayAnswer $gateway -Status 502 -Header @{ 'Retry-After' = '0' } -Times 2
        $lines = Get-SunoTask $ids[0] -Verbose 4>&1 |
            Where-Object { $_ -is [Management.Automation.VerboseRecord] -and $_.Message -match 'Attempt' }

        $lines | Should -HaveCount 2
        $lines[0].Message | Should -Match '^Attempt 1 of 5 .*502.* 0\.0 s'
        $lines[1].Message | Should -Match '^Attempt 2 of 5 .*502.* 0\.0 s'
    }

    It 'Get-SunoTask -Debug reports each response' {
        # With -Debug alone, PowerShell would prompt before each verbose line.
        $lines = Get-SunoTask $ids[0], $unknown -Debug -Verbose:$false -ErrorAction SilentlyContinue 5>&1 |
            Where-Object { $_ -is [Management.Automation.DebugRecord] }

        $lines | Should -HaveCount 2
        $lines.Message -match '^200 ' | Should -HaveCount 1
        $lines.Message -match '^400 ' | Should -HaveCount 1
        $lines.Message -match ' ms\): \{"code":"success",' | Should -HaveCount 1
    }

    It 'Get-SunoTask -Debug shows no part of a key after many spaces' {
        $key = @{ Connection = Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey '0123456789abcdef' -PassThru }
        Add-TestGatewayAnswer $gateway -Body ('<' + ' ' * 2037 + '0123456789abcdef')

        "$(Get-SunoTask $ids[0] @key -Debug -ErrorAction SilentlyContinue 5>&1)" | Should -Not -Match '012345'
    }

    It 'Get-SunoTask -ThrottleLimit overrides that of the connection: <Limit>' -ForEach @(
        @{ Limit = 1; Latency = 20 }, @{ Limit = 4; Latency = 300 }
    ) {
        Set-TestGatewayLatency $gateway -Milliseconds $Latency

        @(Get-SunoTask (Get-TestTaskId Music (1..12)) -ThrottleLimit $Limit) | Should -HaveCount 12
        (Get-TestGatewayStatistic $gateway).maxInFlight | Should -Be $Limit
    }

    It 'Get-SunoTask -ThrottleLimit refuses <_>' -ForEach 0, 257, -1 {
        { Get-SunoTask $ids -ThrottleLimit $_ } | Should -Throw -ExpectedMessage '*ThrottleLimit*'
        @(Get-TestGatewayLog $gateway) | Should -HaveCount 0
    }

    It 'Get-SunoTask -ExpandClip outputs the clips, one object each, in the order of the tasks' {
        $clips = @(Get-SunoTask $ids -ExpandClip -WarningVariable warnings)

        $clips | Should -HaveCount 10
        $clips | Should -BeOfType ([SunoPS.SunoClip])
        $clips.TaskId | Should -Be ($ids | ForEach-Object { $_, $_ })
        $clips.Index | Should -Be (@(1, 2) * 5)
        $warnings | Should -BeNullOrEmpty
    }

    It 'Get-SunoTask -ExpandClip counts tasks without a clip by status, in one warning at the end, and no unknown id' {
        $without = @(Get-TestTaskId Failed 1, 2, 3) + @(Get-TestTaskId Lyrics 1, 2) +
            @(Get-TestTaskId Progressing 1)
        $order = [Collections.Generic.List[string]]::new()
        Get-SunoTask ($without + $unknown + $ids[0]) -ExpandClip -ErrorVariable failed `
            -ErrorAction SilentlyContinue -WarningAction Continue -WarningVariable warnings 3>&1 |
            ForEach-Object { $order.Add($_ -is [SunoPS.SunoClip] ? 'clip' : "$_") }

        $order | Should -Be @('clip', 'clip', 'Skipped 6 tasks without clips (1 Submitted, 2 Success, 3 Failure).')
        $warnings | Should -HaveCount 1
        $failed.TargetObject | Should -BeExactly $unknown
    }

    Context 'The requests of Get-SunoTaskBatch' {
        It 'are as few as -BatchSize <Size> allows: <Expected>' -ForEach @(
            @{ Size = 10; Expected = 10, 10, 5 }, @{ Size = 12; Expected = 12, 12, 1 }
            @{ Size = 1; Expected = @(1) * 25 }, @{ Size = 25; Expected = , 25 }, @{ Size = 1000; Expected = , 25 }
            @{ Size = $null; Count = 250; Expected = 100, 100, 50 }
        ) {
            $asked = Get-TestTaskId Music (1..($_['Count'] ?? 25))
            $given = $Size ? @{ BatchSize = $Size } : @{}
            (Get-SunoTaskBatch $asked @given -ThrottleLimit 1).TaskId | Should -Be $asked

            $log = @(Get-TestGatewayLog $gateway)
            $log.ForEach({ $_.Ids.Count }) | Should -Be $Expected
            $log.Ids | Should -Be $asked
            $log.Method | Select-Object -Unique | Should -BeExactly 'POST'
        }

        It 'follow -BatchSize before the one of the connection' {
            Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey -BatchSize 3 -ThrottleLimit 1
            $null = Get-SunoTaskBatch $many[0..5]
            $null = Get-SunoTaskBatch $many[0..5] -BatchSize 6

            (Get-TestGatewayLog $gateway).ForEach({ $_.Ids.Count }) | Should -Be @(3, 3, 6)
        }

        It 'are answered while ids still arrive' {
            $count = @{ Seen = 0; Given = 0 }
            $source = {
                foreach ($id in Get-TestTaskId Music (1..500)) {
                    if ($count.Seen -eq 0) {
                        $count.Given++
                        $id
                    }
                }
            }
            & $source | Get-SunoTaskBatch -BatchSize 10 -ThrottleLimit 1 | ForEach-Object { $count.Seen++ }

            $count.Given | Should -BeLessOrEqual 21
            $count.Seen | Should -Be $count.Given
        }

        It 'refuses -BatchSize <_>' -ForEach 0, -1, 10001 {
            { Get-SunoTaskBatch $many -BatchSize $_ } | Should -Throw -ExpectedMessage '*BatchSize*'
            @(Get-TestGatewayLog $gateway) | Should -HaveCount 0
        }
    }

    It 'Get-SunoTaskBatch -Action is sent as given: <_>' -ForEach 'MUSIC', 'LYRICS', 'music', 'UPLOADS', '音乐' {
        $null = Get-SunoTaskBatch $many[0] -Action $_

        ((Get-TestGatewayLog $gateway).Body | ConvertFrom-Json).action | Should -BeExactly $_
    }

    Context 'Wait-SunoTask' {
        BeforeEach {
            Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey -MaximumRetryCount 0
        }

        It 'outputs each task once when it completes, and polls only the others, with one request per round' {
            $tasks = Get-SunoTaskBatch $music, $failedId
            $task = Get-SunoTask $progressing[0]
            $task.IsCompleted | Should -BeFalse
            Reset-TestGateway $gateway
            ($tasks | Wait-SunoTask).TaskId | Should -Be $music, $failedId
            @(Get-TestGatewayLog $gateway) | Should -HaveCount 0
            $done = @($task) + $progressing + $music + $failedId + $music | Wait-SunoTask -PollingIntervalSec 1

            $done.TaskId | Should -Be (@($music, $failedId) + $progressing)
            $done.IsCompleted | Should -Not -Contain $false
            $done[0].Status, $done[1].Status | Should -Be 'Success', 'Failure'
            $rounds = @((Get-TestGatewayLog $gateway).Body | ForEach-Object { , (ConvertFrom-Json $_).ids })
            $rounds[0] | Should -Be ($progressing + $music + $failedId)
            $rounds[1] | Should -Be $progressing
            $rounds | Should -HaveCount 5
        }

        It 'writes one error for an unknown id, and for one that cannot be sent' {
            $done = Wait-SunoTask $unknown, '', $music -ErrorVariable errors -ErrorAction SilentlyContinue

            $done.TaskId | Should -Be $music
            $errors.TargetObject | Should -Be $unknown, ''
            $errors.FullyQualifiedErrorId |
                Should -Be 'TaskNotFound,SunoPS.Commands.WaitSunoTaskCommand',
                    'InvalidArgument,SunoPS.Commands.WaitSunoTaskCommand'
        }

        It 'writes one Timeout for each task that does not complete in time' {
            # The gateway never responds, so that nothing arrives before the time limit, however slow the machine is.
            # WaitTests, with a manual clock, tests the last state in the error.
            $done = Get-SunoTask $music
            Add-TestGatewayFault $gateway @{ kind = 'hangBeforeHeaders' }

            $given = @($done) + $progressing | Wait-SunoTask -TimeoutSec 1 -ErrorVariable errors `
                -ErrorAction SilentlyContinue

            $given.TaskId | Should -Be $music
            $errors.TargetObject | Should -Be $progressing
            $errors.FullyQualifiedErrorId | Select-Object -Unique |
                Should -Be 'Timeout,SunoPS.Commands.WaitSunoTaskCommand'
            $errors[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
            $errors[0].Exception.Message | Should -Match 'did not complete within 1 s; it was not found yet'
        }

        It 'continues after a fault, warns of it once, and does not prompt after a warning under -Debug' {
            $busy = @{ Status = 500; Body = '{"code":"get_tasks_failed","message":"busy"}' }
            Add-TestGatewayAnswer $gateway @busy -Times 2
            $done = Wait-SunoTask $music -PollingIntervalSec 1 -WarningVariable warnings -WarningAction SilentlyContinue

            $done.TaskId | Should -Be $music
            @($warnings) | Should -HaveCount 1
            $warnings[0].Message | Should -Match 'Polling failed.*busy'
            Add-TestGatewayAnswer $gateway @busy
            (Wait-SunoTask $music -PollingIntervalSec 1 -Debug 5> $null).TaskId | Should -Be $music
        }

        It 'outputs the clips with -ExpandClip, and counts the tasks that have none' {
            $clips = Wait-SunoTask $music, $failedId -ExpandClip -WarningVariable warnings `
                -WarningAction SilentlyContinue

            $clips.TaskId | Should -Be $music, $music
            $clips.Index | Should -Be 1, 2
            $warnings.Message | Should -Be 'Skipped 1 task without clips (1 Failure).'
        }
    }
}
