#Requires -Version 7.4

BeforeDiscovery {
    $fetchers = @(
        @{ Name = 'Get-SunoTask'; Command = 'GetSunoTaskCommand' }
        @{ Name = 'Get-SunoTaskBatch'; Command = 'GetSunoTaskBatchCommand' }
    )

    $json = 'application/json'
    $html = 'text/html; charset=utf-8'
    # Error responses for one task, and their errors.
    $answers = @(
        @{ Case = 'no quota under 429'; Status = 429; Type = $json
            Body = '{"error":{"message":"not enough","type":"new_api_error","code":"insufficient_user_quota"}}'
            Id = 'QuotaExceeded'; Category = 'QuotaExceeded'; Code = 'insufficient_user_quota'; Words = 'not enough' }
        @{ Case = 'too many requests'; Status = 429; Type = $json
            Body = '{"error":{"message":"slow down","type":"rate","code":""}}'
            Id = 'RateLimited'; Category = 'LimitsExceeded'; Code = 'rate'; Words = 'slow down' }
        @{ Case = 'a page of a proxy'; Status = 502; Type = $html
            Body = '<html><head><title>502 Bad Gateway</title></head><body><h1>nginx</h1></body></html>'
            Id = 'GatewayError'; Category = 'ResourceUnavailable'; Code = $null; Words = '502 Bad Gateway' }
        @{ Case = 'a request that took too long'; Status = 408; Body = ''; Type = $html
            Id = 'Timeout'; Category = 'OperationTimeout'; Code = $null; Words = $null }
        @{ Case = 'an unknown task under 200'; Status = 200; Type = $json
            Body = '{"code":"task_not_exist","message":"task_not_exist","data":null}'
            Id = 'TaskNotFound'; Category = 'ObjectNotFound'; Code = 'task_not_exist'; Words = 'task_not_exist' }
        @{ Case = 'Truncated JSON'; Status = 200; Type = $json; Body = '{"code":"success","data":{"task_id":"5f'
            Id = 'InvalidResponse'; Category = 'InvalidData'; Code = $null
            Words = '{"code":"success","data":{"task_id":"5f' }
    )
}

Describe 'Errors' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
        $gateway = Start-TestGateway
        $here = @{ BaseUri = $gateway.BaseUri; ApiKey = $gateway.ApiKey }
        $taskId = Get-TestTaskId Music 1
        $many = Get-TestTaskId Music (1..50)
    }

    BeforeEach {
        Reset-TestGateway $gateway
        Disconnect-SunoApi
    }

    # With -ErrorAction, so that only terminating errors are thrown.
    It 'A session that is not connected is advised by <Name> what to type, once for all input' -ForEach $fetchers {
        $count = @{ Taken = 0 }
        { $many | ForEach-Object { $count.Taken++; $_ } | & $Name -ErrorAction SilentlyContinue } |
            Should -Throw -ErrorId 'NotConnected,*'
        $thrown = { & $Name $taskId -ErrorAction SilentlyContinue } |
            Should -Throw -ErrorId "NotConnected,SunoPS.Commands.$Command" `
                -ExceptionType ([SunoPS.SunoApiException]) -PassThru

        $count.Taken | Should -Be 0
        $thrown.Exception.Message | Should -Match 'Connect-SunoApi -Gateway XSee -ApiKey <key>'
        $thrown.CategoryInfo.Category | Should -Be 'ConnectionError'
        $thrown.Exception.StatusCode | Should -BeNullOrEmpty
    }

    It 'A wrong key ends <Name> at once' -ForEach $fetchers {
        Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey 'sk-wrong-key-of-a-test' -BatchSize 1 -ThrottleLimit 1
        $count = @{ Taken = 0 }
        $thrown = { $many | ForEach-Object { $count.Taken++; $_ } | & $Name -ErrorAction SilentlyContinue } |
            Should -Throw -ErrorId "Unauthorized,SunoPS.Commands.$Command" `
                -ExceptionType ([SunoPS.SunoApiException]) -PassThru

        @(Get-TestGatewayLog $gateway) |
            Should -HaveCount 1 -Because 'a refused key is neither tried again nor used for the next id'
        $count.Taken | Should -BeLessOrEqual 3
        $thrown.CategoryInfo.Category | Should -Be 'AuthenticationError'
        $thrown.Exception.StatusCode | Should -Be ([Net.HttpStatusCode]::Unauthorized)
        $thrown.Exception.Code | Should -BeExactly 'new_api_error'
        $thrown.Exception.GatewayMessage | Should -Match '^Invalid token \(request id: \w+\)$'
        $thrown.Exception.RequestId | Should -Not -BeNullOrEmpty
        $thrown.Exception.GatewayMessage | Should -Match ([regex]::Escape($thrown.Exception.RequestId))
        $thrown.Exception.Message | Should -Match 'rejected the API key.*401.*127\.0\.0\.1.*Connect-SunoApi'
    }

    It 'A key that is not allowed to ends Get-SunoTask too, with 403' {
        Add-TestGatewayAnswer $gateway -Status 403 `
            -Body '{"error":{"message":"this token cannot use suno","code":"access_denied"}}' `
                -Header @{ 'x-request-id' = 'req-403' }
        Connect-SunoApi @here -ThrottleLimit 1

        $thrown = { Get-SunoTask $many -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'Forbidden,*' -PassThru
        @(Get-TestGatewayLog $gateway) | Should -HaveCount 1
        $thrown.CategoryInfo.Category | Should -Be 'PermissionDenied'
        $thrown.Exception.StatusCode | Should -Be ([Net.HttpStatusCode]::Forbidden)
        $thrown.Exception.Code | Should -BeExactly 'access_denied'
        $thrown.Exception.GatewayMessage | Should -BeExactly 'this token cannot use suno'
    }

    It '<Name> outputs each id once, as a task or as an error, in the order of the input' -ForEach $fetchers {
        Connect-SunoApi @here
        $mix = @(Get-TestTaskId Lyrics 4) + (Get-TestTaskId Unknown 1) + (Get-TestTaskId Music 9) +
            (Get-TestTaskId Failed 3) + ('x' * 257) + (Get-TestTaskId Progressing 1) + "line`nbreak" +
            (Get-TestTaskId Unknown 2) + (Get-TestTaskId Music 1, 30)
        foreach ($more in $Name -eq 'Get-SunoTask' ? @{} : (1, 2, 3, 100).ForEach({ @{ BatchSize = $_ } })) {
            $out = $mix + $mix[0, 1, 3, 9] | & $Name @more -ErrorAction Continue 2>&1

            $out.ForEach({ $_ -is [SunoPS.SunoTask] ? $_.TaskId : $_.TargetObject }) | Should -BeExactly $mix
            $out.ForEach({ $_ -is [SunoPS.SunoTask] ? 'task' : ($_.FullyQualifiedErrorId -split ',')[0] }) |
                Should -Be @('task', 'TaskNotFound', 'task', 'task', 'InvalidArgument', 'task', 'InvalidArgument',
                    'TaskNotFound', 'task', 'task')
        }
    }

    It '<Name> refuses null' -ForEach $fetchers {
        Connect-SunoApi @here
        $null | & $Name -ErrorVariable piped -ErrorAction SilentlyContinue
        & $Name $null -ErrorVariable given -ErrorAction SilentlyContinue

        $piped.FullyQualifiedErrorId, $given.FullyQualifiedErrorId |
            Should -Be (@("InvalidArgument,SunoPS.Commands.$Command") * 2)
        @(Get-TestGatewayLog $gateway) | Should -HaveCount 0
    }

    It 'A response without a task (<Case>) is <Id>, and costs no id but those of its request' -ForEach $answers {
        Connect-SunoApi @here -MaximumRetryCount 0
        Add-TestGatewayAnswer $gateway -Status $Status -Body $Body -ContentType $Type `
            -Header @{ 'x-oneapi-request-id' = 'req-1234' } -IdContains $many[2] -Times 2
        $tasks = Get-SunoTask $many[2, 1] -ErrorVariable failed -ErrorAction SilentlyContinue
        Connect-SunoApi @here -MaximumRetryCount 0
        $batch = Get-SunoTaskBatch $many[0..5] -BatchSize 2 -ErrorVariable ofBatch -ErrorAction SilentlyContinue

        $tasks.TaskId | Should -Be $many[1]
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -Be "$Id,SunoPS.Commands.GetSunoTaskCommand"
        $failed[0].CategoryInfo.Category | Should -Be $Category
        $failed[0].TargetObject | Should -BeExactly $many[2]
        $exception = $failed[0].Exception
        $exception | Should -BeOfType ([SunoPS.SunoApiException])
        $exception.StatusCode | Should -Be ([Net.HttpStatusCode] $Status)
        $exception.Code, $exception.GatewayMessage | Should -BeExactly $Code, $Words
        $exception.RequestId | Should -BeExactly 'req-1234'
        $exception.Message | Should -Match ([regex]::Escape("$($gateway.BaseUri)/suno/fetch/$($many[2])"))
        $batch.TaskId | Should -Be $many[0, 1, 4, 5]
        $ofBatch.TargetObject | Should -Be $many[2, 3]
        $ofBatch.FullyQualifiedErrorId | Should -Be (@("$Id,SunoPS.Commands.GetSunoTaskBatchCommand") * 2)
        foreach ($i in 0, 1) {
            "$($ofBatch[$i])" | Should -BeLike "*$($many[2 + $i])*"
        }
    }
}
