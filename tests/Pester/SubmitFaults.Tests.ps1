#Requires -Version 7.4

BeforeDiscovery {
    # The fault of every second row, and its error: SubmissionUnknown unless the gateway has certainly not accepted the
    # submission. The tests of the client have every fault, before and after the gateway accepts the submission.
    $faults = @(
        @{ Name = 'reset before headers'; Fault = @{ kind = 'resetBeforeHeaders' }; ErrorId = 'SubmissionUnknown' }
        @{
            Name = 'hang before headers'
            Fault = @{ kind = 'hangBeforeHeaders'; isAfterWork = $true }
            ErrorId = 'SubmissionUnknown'
            TimeoutSec = 2
        }
        @{ Name = 'cut short'; Fault = @{ kind = 'cutChunked'; isAfterWork = $true }; ErrorId = 'SubmissionUnknown' }
        @{ Name = '502'; Fault = @{ kind = 'status'; status = 502; isHtml = $true }; ErrorId = 'SubmissionUnknown' }
        @{ Name = '200, empty'; Fault = @{ kind = 'emptyBody' }; ErrorId = 'SubmissionUnknown' }
        @{ Name = '400'; Fault = @{ kind = 'status'; status = 400 }; ErrorId = 'GatewayError' }
        @{
            Name = '429, Retry-After of no time'
            Fault = @{ kind = 'status'; status = 429; retryAfterSec = 0 }
            ErrorId = 'RateLimited'
            Requests = 6
        }
        @{
            Name = 'redirect to another host'
            Fault = @{ kind = 'redirect'; location = 'http://localhost:9{target}' }
            ErrorId = 'GatewayError'
        }
    )
}

Describe 'Submissions to a gateway that fails' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
        $gateway = Start-TestGateway
    }

    BeforeEach {
        Reset-TestGateway $gateway
    }

    It 'by <Name> end as <ErrorId>' -ForEach $faults {
        Add-TestGatewayFault $gateway ($Fault + @{ idContains = 'struck' })
        Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey -MaximumRetryCount 1 `
            -SubmissionTimeoutSec ($_['TimeoutSec'] ?? 60)

        $tasks = 'whole-1', 'struck-2', 'whole-3', 'struck-4' |
            ForEach-Object { [pscustomobject]@{ Name = $_; Description = "song $_" } } |
            Submit-SunoMusic -ErrorVariable failed -ErrorAction SilentlyContinue

        $statistic = Get-TestGatewayStatistic $gateway
        $tasks.Name | Should -Be 'whole-1', 'whole-3'
        $failed.TargetObject.Name | Should -Be 'struck-2', 'struck-4'
        $failed.FullyQualifiedErrorId | Should -BeLike "$ErrorId,*"
        $statistic.accepted | Should -Be ($Fault['isAfterWork'] ? 4 : 2)
        $statistic.requests | Should -Be ($_['Requests'] ?? 4) -Because 'only what was turned away is sent again'
    }

    It 'is a certain error if the connection is refused' {
        Connect-SunoApi -BaseUri "http://127.0.0.1:$(Get-TestUnusedPort)" -ApiKey $gateway.ApiKey -MaximumRetryCount 0

        Submit-SunoMusic 'song' -ErrorVariable failed -ErrorAction SilentlyContinue

        $failed.FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
    }

    It 'distinguishes accepted from unknown submissions over many rows and mixed faults' {
        foreach ($fault in @(
                @{ kind = 'resetBeforeHeaders'; isAfterWork = $true; rate = 0.1; seed = 1 }
                @{ kind = 'resetBeforeHeaders'; rate = 0.1; seed = 2 }
                @{ kind = 'status'; status = 502; isAfterWork = $true; rate = 0.1; seed = 3 }
                @{ kind = 'status'; status = 429; retryAfterSec = 0; rate = 0.1; seed = 4 }
                @{ kind = 'cutChunked'; rate = 0.1; seed = 5 }
                @{ kind = 'status'; status = 400; rate = 0.1; seed = 6 }
            )) {
            Add-TestGatewayFault $gateway $fault
        }

        Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey -MaximumRetryCount 3
        $rows = 1..200 | ForEach-Object { [pscustomobject]@{ Name = "$_"; Description = "song $_" } }

        $tasks = $rows | Submit-SunoMusic -ThrottleLimit 8 -ErrorVariable failed -ErrorAction SilentlyContinue

        $unknown = @($failed | Where-Object FullyQualifiedErrorId -Like 'SubmissionUnknown,*')
        $accepted = (Get-TestGatewayStatistic $gateway).accepted
        @($tasks.Name) + @($failed.TargetObject.Name) | Sort-Object | Should -Be ($rows.Name | Sort-Object)
        $tasks.Name |
            Should -Be @($rows.Name | Where-Object { $_ -in $tasks.Name }) -Because 'the order is that of the rows'
        $accepted | Should -BeGreaterThan $tasks.Count
        $accepted | Should -BeLessOrEqual ($tasks.Count + $unknown.Count)
        $failed.Count | Should -BeGreaterThan $unknown.Count
        $tasks.TaskId | Sort-Object -Unique | Should -HaveCount $tasks.Count
    }
}
