#Requires -Version 7.4

Describe 'Wait-SunoTask' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
        $gateway = Start-TestGateway
        $progressing = Get-TestTaskId Progressing 1, 2, 3
        $failed = Get-TestTaskId Failed 4
        $music = Get-TestTaskId Music 5
        $unknown = Get-TestTaskId Unknown 6
    }

    BeforeEach {
        Reset-TestGateway $gateway
        Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey -MaximumRetryCount 0
    }

    It 'outputs each task once when it completes, and polls the others with one request per round' {
        $task = Get-SunoTask $progressing[0]
        $task.IsCompleted | Should -BeFalse
        Reset-TestGateway $gateway
        $done = @($task) + $progressing + $music + $failed + $music | Wait-SunoTask -PollingIntervalSec 1

        $done.TaskId | Should -Be (@($music, $failed) + $progressing)
        $done.IsCompleted | Should -Not -Contain $false
        $done[0].Status | Should -Be 'Success'
        $done[1].Status | Should -Be 'Failure'
        $rounds = @((Get-TestGatewayLog $gateway).Body | ForEach-Object { , (ConvertFrom-Json $_).ids })
        $rounds[0] | Should -Be ($progressing + $music + $failed)
        $rounds[1] | Should -Be $progressing
        $rounds | Should -HaveCount 5
    }

    It 'outputs completed tasks without polling' {
        $tasks = Get-SunoTaskBatch $music, $failed
        Reset-TestGateway $gateway

        ($tasks | Wait-SunoTask).TaskId | Should -Be $music, $failed
        @(Get-TestGatewayLog $gateway) | Should -HaveCount 0
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
        $errors.FullyQualifiedErrorId | Select-Object -Unique | Should -Be 'Timeout,SunoPS.Commands.WaitSunoTaskCommand'
        $errors[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        $errors[0].Exception.Message | Should -Match 'did not complete within 1 s; it was not found yet'
    }

    It 'continues after a fault, and warns of it once' {
        Add-TestGatewayAnswer $gateway -Status 500 -Body '{"code":"get_tasks_failed","message":"busy"}' -Times 2

        $done = Wait-SunoTask $music -PollingIntervalSec 1 -WarningVariable warnings -WarningAction SilentlyContinue

        $done.TaskId | Should -Be $music
        @($warnings) | Should -HaveCount 1
        $warnings[0].Message | Should -Match 'Polling failed.*busy'
    }

    It 'does not prompt after a warning under -Debug' {
        Add-TestGatewayAnswer $gateway -Status 500 -Body '{"code":"get_tasks_failed","message":"busy"}'

        (Wait-SunoTask $music -PollingIntervalSec 1 -Debug 5> $null).TaskId | Should -Be $music
    }

    It 'outputs the clips with -ExpandClip, and counts the tasks that have none' {
        $clips = Wait-SunoTask $music, $failed -ExpandClip -WarningVariable warnings -WarningAction SilentlyContinue

        $clips.TaskId | Should -Be $music, $music
        $clips.Index | Should -Be 1, 2
        $warnings.Message | Should -Be 'Skipped 1 task without clips (1 Failure).'
    }
}
