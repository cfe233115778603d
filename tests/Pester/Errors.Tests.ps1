#Requires -Version 7.4
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeDiscovery {
    $fetchers = @(
        @{ Name = 'Get-SunoTask'; Command = 'GetSunoTaskCommand' }
        @{ Name = 'Get-SunoTaskBatch'; Command = 'GetSunoTaskBatchCommand' }
    )

    $json = 'application/json'
    $html = 'text/html; charset=utf-8'
    # Error responses for one task, and their errors.
    $answers = @(
        @{
            Case = 'no quota under 429'
            Status = 429
            Body = '{"error":{"message":"user quota is not ' +
                'enough","type":"new_api_error","code":"insufficient_user_quota"}}'
            Type = $json
            Id = 'QuotaExceeded'
            Category = 'QuotaExceeded'
            Code = 'insufficient_user_quota'
            Words = 'user quota is not enough'
        }
        @{ Case = 'no quota under 402'; Status = 402; Body = '{"error":{"message":"pay first"}}'; Type = $json
            Id = 'QuotaExceeded'; Category = 'QuotaExceeded'; Code = $null; Words = 'pay first' }
        @{
            Case = 'too many requests'
            Status = 429
            Body = '{"error":{"message":"slow down","type":"rate","code":""}}'
            Type = $json
            Id = 'RateLimited'; Category = 'LimitsExceeded'; Code = 'rate'; Words = 'slow down'
        }
        @{
            Case = 'server trouble as JSON'
            Status = 503
            Body = '{"code":"get_tasks_failed","message":"database is locked","data":null}'
            Type = $json
            Id = 'GatewayError'
            Category = 'ResourceUnavailable'
            Code = 'get_tasks_failed'
            Words = 'database is locked'
        }
        @{
            Case = 'a page of a proxy'
            Status = 502
            Body = '<html><head><title>502 Bad Gateway</title></head><body><h1>nginx</h1></body></html>'
            Type = $html
            Id = 'GatewayError'; Category = 'ResourceUnavailable'; Code = $null; Words = '502 Bad Gateway'
        }
        @{ Case = 'maintenance in plain text'; Status = 503; Body = 'back soon'; Type = 'text/plain'
            Id = 'GatewayError'; Category = 'ResourceUnavailable'; Code = $null; Words = 'back soon' }
        @{ Case = 'a gateway that gave up'; Status = 504; Body = ''; Type = $html
            Id = 'GatewayError'; Category = 'ResourceUnavailable'; Code = $null; Words = $null }
        @{ Case = 'a request that took too long'; Status = 408; Body = ''; Type = $html
            Id = 'Timeout'; Category = 'OperationTimeout'; Code = $null; Words = $null }
        @{ Case = 'a wrong path'; Status = 404; Body = '404 page not found'; Type = 'text/plain'
            Id = 'GatewayError'; Category = 'ResourceUnavailable'; Code = $null; Words = '404 page not found' }
        @{
            Case = 'a business error under 200'
            Status = 200
            Body = '{"code":"channel_error","message":"no channel","data":null}'
            Type = $json
            Id = 'GatewayError'; Category = 'ResourceUnavailable'; Code = 'channel_error'; Words = 'no channel'
        }
        @{
            Case = 'an unknown task under 200'
            Status = 200
            Body = '{"code":"task_not_exist","message":"task_not_exist","data":null}'
            Type = $json
            Id = 'TaskNotFound'; Category = 'ObjectNotFound'; Code = 'task_not_exist'; Words = 'task_not_exist'
        }
        @{
            Case = 'a website instead of an API'
            Status = 200
            Body = '<!doctype html><title>Welcome &amp; sign in</title><p>hello'
            Type = $html
            Id = 'InvalidResponse'; Category = 'InvalidData'; Code = $null; Words = 'Welcome & sign in'
        }
        @{
            Case = 'JSON that breaks off'
            Status = 200
            Body = '{"code":"success","data":{"task_id":"5f3a'
            Type = $json
            Id = 'InvalidResponse'
            Category = 'InvalidData'
            Code = $null
            Words = '{"code":"success","data":{"task_id":"5f3a'
        }
        @{ Case = 'an empty answer'; Status = 200; Body = ''; Type = $json
            Id = 'InvalidResponse'; Category = 'InvalidData'; Code = $null; Words = $null }
    )
}

Describe 'Errors' {
    BeforeAll {
        Set-StrictMode -Version Latest
        $ErrorActionPreference = 'Stop'
        Import-Module (Join-Path $PSScriptRoot 'TestSupport.psm1') -Force
        Enter-TestSession
        $gateway = Start-TestGateway
        $here = @{ BaseUri = $gateway.BaseUri; ApiKey = $gateway.ApiKey }
        $taskId = Get-TestTaskId Music 1
        $many = Get-TestTaskId Music (1..50)
    }

    BeforeEach {
        Reset-TestGateway $gateway
        Disconnect-SunoApi
    }

    AfterAll {
        Exit-TestSession
    }

    # With -ErrorAction, so that only terminating errors are thrown.
    Context 'A session that is not connected' {
        It 'is advised by <Name> what to type' -ForEach $fetchers {
            $thrown = { & $Name $taskId -ErrorAction SilentlyContinue } |
                Should -Throw -ErrorId "NotConnected,SunoPS.Commands.$Command" `
                    -ExceptionType ([SunoPS.SunoApiException]) -PassThru

            $thrown.Exception.Message | Should -Match 'not connected'
            $thrown.Exception.Message | Should -Match 'Connect-SunoApi -Gateway XSee -ApiKey <key>'
            $thrown.Exception.Message | Should -Match 'OpenAIHub.*Ecovai'
            $thrown.Exception.Message | Should -Match 'Connect-SunoApi -BaseUri <uri> -ApiKey <key>'
            $thrown.Exception.Message | Should -Match 'SUNO_API_KEY.*SUNO_API_BASE_URI.*SUNO_API_GATEWAY'
            $thrown.CategoryInfo.Category | Should -Be 'ConnectionError'
            $thrown.Exception.StatusCode | Should -BeNullOrEmpty
        }

        It 'is reported once for any pipeline input' {
            $count = @{ Taken = 0 }
            { $many | ForEach-Object { $count.Taken++; $_ } | Get-SunoTask -ErrorAction SilentlyContinue } |
                Should -Throw -ErrorId 'NotConnected,*'

            $count.Taken | Should -Be 0
        }
    }

    Context 'A wrong key' {
        It 'ends <Name> at once' -ForEach $fetchers {
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

        It 'sends nothing more when several requests are in flight' {
            Set-TestGatewayLatency $gateway -Milliseconds 50
            Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey 'sk-wrong-key-of-a-test' -ThrottleLimit 4
            { Get-SunoTask $many -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'Unauthorized,*'

            (Get-TestGatewayStatistic $gateway).requests | Should -BeLessOrEqual 4
        }

        It 'writes one error' {
            Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey 'sk-wrong-key-of-a-test'
            $Error.Clear()
            try {
                Get-SunoTask $many -ErrorAction Continue
            } catch {
                $_.FullyQualifiedErrorId | Should -BeLike 'Unauthorized,*'
            }

            $Error | Should -HaveCount 1
        }

        It 'is reported with the error of the original server too' {
            Add-TestGatewayAnswer $gateway -Status 401 `
                -Body '{"code":"invalid_request","message":"unauthorized secret token","data":null}'
            Connect-SunoApi @here

            $thrown = { Get-SunoTask $taskId -ErrorAction SilentlyContinue } |
                Should -Throw -ErrorId 'Unauthorized,*' -PassThru
            $thrown.Exception.Code | Should -BeExactly 'invalid_request'
            $thrown.Exception.GatewayMessage | Should -BeExactly 'unauthorized secret token'
        }

        It 'is reported with status 200 too' {
            Add-TestGatewayAnswer $gateway `
                -Body '{"code":"invalid_api_key","message":"Incorrect API key provided","data":null}' `
                    -IdContains $many[1] -Times 5
            Connect-SunoApi @here -ThrottleLimit 1

            $thrown = { Get-SunoTask $many -ErrorAction SilentlyContinue } |
                Should -Throw -ErrorId 'Unauthorized,*' -PassThru
            $thrown.Exception.Code | Should -BeExactly 'invalid_api_key'
            @(Get-TestGatewayLog $gateway) | Should -HaveCount 2
        }

        It 'is a key that is not allowed to, with 403' {
            Add-TestGatewayAnswer $gateway -Status 403 `
                -Body '{"error":{"message":"this token cannot use suno","code":"access_denied"}}' `
                    -Header @{ 'x-request-id' = 'req-403' }
            Connect-SunoApi @here -ThrottleLimit 1

            $thrown = { Get-SunoTask $many -ErrorAction SilentlyContinue } |
                Should -Throw -ErrorId 'Forbidden,*' -PassThru
            @(Get-TestGatewayLog $gateway) | Should -HaveCount 1
            $thrown.CategoryInfo.Category | Should -Be 'PermissionDenied'
            $thrown.Exception.StatusCode | Should -Be ([Net.HttpStatusCode]::Forbidden)
            $thrown.Exception.Code | Should -BeExactly 'access_denied'
            $thrown.Exception.GatewayMessage | Should -BeExactly 'this token cannot use suno'
        }

        It 'outputs the tasks before it' {
            Connect-SunoApi @here -ThrottleLimit 1
            Add-TestGatewayAnswer $gateway -Status 401 -IdContains $many[2] `
                -Body '{"error":{"message":"token expired"}}'
            $tasks = [Collections.Generic.List[object]]::new()

            { Get-SunoTask $many -ErrorAction SilentlyContinue | ForEach-Object { $tasks.Add($_) } } |
                Should -Throw -ErrorId 'Unauthorized,*'
            $tasks.TaskId | Should -Be $many[0..1]
        }
    }

    Context 'An id that cannot be sent' {
        It '<Name> refuses one that is <Kind>, before a request goes out' -ForEach @(
            foreach ($fetcher in $fetchers) {
                @{ Kind = 'empty'; Id = ''; Says = 'empty or blank' } + $fetcher
                @{ Kind = 'blank'; Id = '   '; Says = 'empty or blank' } + $fetcher
                @{ Kind = 'a tab'; Id = "`t"; Says = 'empty or blank' } + $fetcher
                @{ Kind = '257 characters long'; Id = 'x' * 257; Says = '257 characters.*256' } + $fetcher
                @{ Kind = 'broken by a line feed'; Id = "5f3a`n0001"; Says = 'control character.*U\+000A' } + $fetcher
                @{ Kind = 'broken by a carriage return'; Id = "5f3a`r0001"; Says = 'control character.*U\+000D' } +
                    $fetcher
                @{ Kind = 'ended by a null character'; Id = "5f3a$([char] 0)"; Says = 'control character.*U\+0000' } +
                    $fetcher
                @{
                    Kind = 'marked by an escape character'
                    Id = "$([char] 27)[2J"
                    Says = 'control character.*U\+001B'
                } + $fetcher
            }
        ) {
            Connect-SunoApi @here
            $tasks = & $Name $Id -ErrorVariable failed -ErrorAction SilentlyContinue

            $tasks | Should -BeNullOrEmpty
            $failed | Should -HaveCount 1
            $failed[0].FullyQualifiedErrorId | Should -Be "InvalidArgument,SunoPS.Commands.$Command"
            $failed[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
            $failed[0].TargetObject | Should -BeExactly $Id
            $failed[0].Exception | Should -BeOfType ([SunoPS.SunoApiException])
            $failed[0].Exception.Message | Should -Match $Says
            @(Get-TestGatewayLog $gateway) | Should -HaveCount 0
        }

        It '<Name> refuses null' -ForEach $fetchers {
            Connect-SunoApi @here
            $null | & $Name -ErrorVariable piped -ErrorAction SilentlyContinue
            & $Name $null -ErrorVariable given -ErrorAction SilentlyContinue

            $piped.ForEach({ ($_.FullyQualifiedErrorId -split ',')[0] }) | Should -Be 'InvalidArgument'
            $given.ForEach({ ($_.FullyQualifiedErrorId -split ',')[0] }) | Should -Be 'InvalidArgument'
            @(Get-TestGatewayLog $gateway) | Should -HaveCount 0
        }

        It '<Name> accepts one of 256 characters' -ForEach $fetchers {
            Connect-SunoApi @here
            & $Name ('x' * 256) -ErrorVariable failed -ErrorAction SilentlyContinue

            $failed[0].FullyQualifiedErrorId | Should -BeLike 'TaskNotFound,*'
            @(Get-TestGatewayLog $gateway) | Should -HaveCount 1
        }

        It 'does not affect other ids with <Name>' -ForEach $fetchers {
            Connect-SunoApi @here

            (& $Name '', $many[0], ' ', $many[1] -ErrorVariable failed -ErrorAction SilentlyContinue).TaskId |
                Should -Be $many[0..1]
            $failed.ForEach({ $_.TargetObject }) | Should -BeExactly @('', ' ')
        }
    }

    Context 'An unknown id' {
        It 'is an error with all that the gateway said' {
            Connect-SunoApi @here
            $id = Get-TestTaskId Unknown 1
            Get-SunoTask $id -ErrorVariable failed -ErrorAction SilentlyContinue

            $exception = $failed[0].Exception
            $exception.StatusCode | Should -Be ([Net.HttpStatusCode]::BadRequest)
            $exception.Code | Should -BeExactly 'task_not_exist'
            $exception.GatewayMessage | Should -BeExactly 'task_not_exist'
            $exception.RequestId | Should -Match '^\d{21}\w+'
            $exception.RetryAfter | Should -BeNullOrEmpty
            $address = [regex]::Escape("$($gateway.BaseUri)/suno/fetch/$id")
            $exception.Message | Should -Match "127\.0\.0\.1.*$id.*$address.*Check the id"
            $failed[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        }

        It 'is fetched once' {
            Connect-SunoApi @here
            Get-SunoTask (Get-TestTaskId Unknown 1) -ErrorAction SilentlyContinue

            @(Get-TestGatewayLog $gateway) | Should -HaveCount 1
        }
    }

    Context 'A response without a task' {
        It 'is for <Case> the error <Id>, and does not affect the next id' -ForEach $answers {
            Connect-SunoApi @here -MaximumRetryCount 0
            Add-TestGatewayAnswer $gateway -Status $Status -Body $Body -ContentType $Type `
                -Header @{ 'x-oneapi-request-id' = 'req-1234' } -IdContains $many[0]
            $tasks = Get-SunoTask $many[0], $many[1] -ErrorVariable failed -ErrorAction SilentlyContinue

            $tasks.TaskId | Should -Be $many[1]
            $failed | Should -HaveCount 1
            $failed[0].FullyQualifiedErrorId | Should -Be "$Id,SunoPS.Commands.GetSunoTaskCommand"
            $failed[0].CategoryInfo.Category | Should -Be $Category
            $failed[0].TargetObject | Should -BeExactly $many[0]
            $exception = $failed[0].Exception
            $exception | Should -BeOfType ([SunoPS.SunoApiException])
            $exception.StatusCode | Should -Be ([Net.HttpStatusCode] $Status)
            $exception.Code | Should -BeExactly $Code
            $exception.GatewayMessage | Should -BeExactly $Words
            $exception.RequestId | Should -BeExactly 'req-1234'
            $exception.Message | Should -Match ([regex]::Escape("$($gateway.BaseUri)/suno/fetch/$($many[0])"))
        }

        It 'fails exactly the ids of its batch: <Case>' -ForEach $answers {
            Connect-SunoApi @here -MaximumRetryCount 0
            Add-TestGatewayAnswer $gateway -Status $Status -Body $Body -ContentType $Type -IdContains $many[2]
            $tasks = Get-SunoTaskBatch $many[0..5] -BatchSize 2 -ErrorVariable failed -ErrorAction SilentlyContinue

            $tasks.TaskId | Should -Be $many[0, 1, 4, 5]
            $failed.ForEach({ $_.TargetObject }) | Should -Be $many[2, 3]
            $failed.ForEach({ $_.FullyQualifiedErrorId }) |
                Should -Be (@("$Id,SunoPS.Commands.GetSunoTaskBatchCommand") * 2)
        }

        It 'says when to retry, if the gateway says it' {
            Connect-SunoApi @here -MaximumRetryCount 0
            Add-TestGatewayAnswer $gateway -Status 429 -Body '{"error":{"message":"slow down"}}' `
                -Header @{ 'Retry-After' = '90' }
            Get-SunoTask $taskId -ErrorVariable failed -ErrorAction SilentlyContinue

            $failed[0].Exception.RetryAfter | Should -Be ([timespan]::FromSeconds(90))
            $failed[0].Exception.Message | Should -Match '90 s'
        }

        It 'is not awaited if the gateway requests more than five minutes' {
            Connect-SunoApi @here
            Add-TestGatewayAnswer $gateway -Status 429 -Body '{"error":{"message":"slow down"}}' `
                -Header @{ 'Retry-After' = '3600' }
            Get-SunoTask $taskId -ErrorVariable failed -ErrorAction SilentlyContinue

            $failed[0].FullyQualifiedErrorId | Should -BeLike 'RateLimited,*'
            $failed[0].Exception.RetryAfter | Should -Be ([timespan]::FromHours(1))
            $failed[0].Exception.Message | Should -Match 'Try again in 60 min, or with a smaller -ThrottleLimit\.$'
            @(Get-TestGatewayLog $gateway) | Should -HaveCount 1
        }
    }

    Context 'A failure that passes' {
        It 'is not seen after status <_>' -ForEach 408, 429, 500, 502, 503, 504 {
            Connect-SunoApi @here
            Add-TestGatewayAnswer $gateway -Status $_ -Header @{ 'Retry-After' = '0' } -Times 2

            (Get-SunoTask $taskId -ErrorVariable failed).TaskId | Should -Be $taskId
            $failed | Should -BeNullOrEmpty
            @(Get-TestGatewayLog $gateway) | Should -HaveCount 3
        }

        It 'is not hoped for after <Case>' -ForEach @(
            @{ Case = 'status 400'; Status = 400; Body = '{"code":"invalid_request","message":"bad","data":null}' }
            @{ Case = 'status 404'; Status = 404; Body = '404 page not found' }
            @{ Case = 'no quota'; Status = 429; Body = '{"error":{"message":"x","code":"insufficient_user_quota"}}' }
            @{ Case = 'a website'; Status = 200; Body = '<html></html>' }
        ) {
            Connect-SunoApi @here
            Add-TestGatewayAnswer $gateway -Status $Status -Body $Body -Header @{ 'Retry-After' = '0' } -Times 5
            Get-SunoTask $taskId -ErrorVariable failed -ErrorAction SilentlyContinue

            $failed | Should -HaveCount 1
            @(Get-TestGatewayLog $gateway) | Should -HaveCount 1
        }
    }

    Context 'A gateway that is not there' {
        It 'is a failed connection, with the address and what to check' {
            $port = Get-TestUnusedPort
            Connect-SunoApi -BaseUri "http://127.0.0.1:$port" -ApiKey $gateway.ApiKey -MaximumRetryCount 0
            Get-SunoTask $many[0..1] -ErrorVariable failed -ErrorAction SilentlyContinue

            $failed.ForEach({ $_.TargetObject }) | Should -Be $many[0..1]
            $failed[0].FullyQualifiedErrorId | Should -Be 'ConnectionFailed,SunoPS.Commands.GetSunoTaskCommand'
            $failed[0].CategoryInfo.Category | Should -Be 'ConnectionError'
            $failed[0].Exception.StatusCode | Should -BeNullOrEmpty
            $failed[0].Exception.Message | Should -Match "http://127\.0\.0\.1:$port/suno/fetch/.*Check the address"
        }

        It 'is a redirect to another host, which is not followed' {
            $other = Start-TestGateway
            try {
                Connect-SunoApi @here -MaximumRetryCount 0
                Add-TestGatewayAnswer $gateway -Status 302 `
                    -Header @{ Location = "$($other.BaseUri)/suno/fetch/$taskId" }
                Get-SunoTask $taskId -ErrorVariable failed -ErrorAction SilentlyContinue

                $failed[0].FullyQualifiedErrorId | Should -BeLike 'GatewayError,*'
                $failed[0].Exception.StatusCode | Should -Be ([Net.HttpStatusCode]::Found)
                $failed[0].Exception.Message | Should -Match ([regex]::Escape($other.BaseUri))
                @(Get-TestGatewayLog $other) | Should -HaveCount 0
            } finally {
                Stop-TestGateway $other
            }
        }
    }

    Context 'An error as a person sees it' {
        It 'is one sentence on what happened, at the command' {
            Connect-SunoApi @here
            $id = Get-TestTaskId Unknown 1
            Get-SunoTask $id -ErrorVariable failed -ErrorAction SilentlyContinue
            $text = $failed[0] | Out-String -Width 500

            $text | Should -Match 'Get-SunoTask:'
            $text -replace '\s+(\| )?', ' ' | Should -Match "does not know the task '$id'"
        }

        It 'names the task if a whole batch failed' {
            Connect-SunoApi @here -MaximumRetryCount 0
            Add-TestGatewayAnswer $gateway -Status 503 `
                -Body '{"code":"get_tasks_failed","message":"database is locked"}'
            Get-SunoTaskBatch $many[0..2] -ErrorVariable failed -ErrorAction SilentlyContinue

            foreach ($i in 0..2) {
                "$($failed[$i])" | Should -Match $many[$i]
                "$($failed[$i])" | Should -Match 'database is locked'
            }
        }
    }
}
