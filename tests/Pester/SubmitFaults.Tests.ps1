#Requires -Version 7.4
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeDiscovery {
    $commands = @(
        @{ Command = 'Submit-SunoMusic'; Own = 'Description' }
        @{ Command = 'Submit-SunoLyrics'; Own = 'Prompt' }
        @{ Command = 'Join-SunoClip'; Own = 'ClipId' }
    )

    # The fault of every second row, and its error: SubmissionUnknown unless the gateway has certainly not accepted the
    # submission. A fault can strike before or after the gateway accepts the submission.
    $unknown = @(
        @{ Name = 'reset before headers'; Fault = @{ kind = 'resetBeforeHeaders' } }
        @{ Name = 'closed before headers'; Fault = @{ kind = 'closeBeforeHeaders' } }
        @{ Name = 'hang before headers'; Fault = @{ kind = 'hangBeforeHeaders' }; TimeoutSec = 2 }
        @{ Name = 'reset in the body'; Fault = @{ kind = 'resetInBody' }; IsWork = $true }
        @{ Name = 'hang in the body'; Fault = @{ kind = 'hangInBody' }; TimeoutSec = 2; IsWork = $true }
        @{ Name = 'cut short, with Content-Length'; Fault = @{ kind = 'cutWithLength' }; IsWork = $true }
        @{ Name = 'cut short, in chunks'; Fault = @{ kind = 'cutChunked' }; IsWork = $true }
        @{ Name = 'cut short, without any length'; Fault = @{ kind = 'cutUnframed' }; IsWork = $true }
        @{ Name = 'gzip that is none'; Fault = @{ kind = 'wrongGzip' }; IsWork = $true }
        @{ Name = 'gzip cut short'; Fault = @{ kind = 'truncatedGzip' }; IsWork = $true }
        foreach ($status in 408, 500, 502, 503, 504, 522) {
            @{ Name = "$status, JSON"; Fault = @{ kind = 'status'; status = $status } }
            @{ Name = "$status, HTML"; Fault = @{ kind = 'status'; status = $status; isHtml = $true } }
        }
        @{ Name = '200, HTML'; Fault = @{ kind = 'status'; status = 200; isHtml = $true } }
        @{ Name = '200, empty'; Fault = @{ kind = 'emptyBody' } }
        @{ Name = 'no HTTP'; Fault = @{ kind = 'noHttp' } }
        @{ Name = 'endless headers'; Fault = @{ kind = 'endlessHeaders' } }
        @{ Name = 'bomb of 96 MiB'; Fault = @{ kind = 'bomb'; miB = 96 } }
        @{ Name = 'body of 1 TiB, announced'; Fault = @{ kind = 'hugeBody' } }
    )
    $certain = @(
        @{ Name = '400'; Fault = @{ kind = 'status'; status = 400 }; ErrorId = 'GatewayError' }
        @{ Name = '404'; Fault = @{ kind = 'status'; status = 404; isHtml = $true }; ErrorId = 'GatewayError' }
        @{
            Name = '429, Retry-After of no time'
            Fault = @{ kind = 'status'; status = 429; retryAfterSec = 0 }
            ErrorId = 'RateLimited'
            Passes = $true
        }
        @{
            Name = '429, Retry-After of an hour'
            Fault = @{ kind = 'status'; status = 429; retryAfterSec = 3600 }
            ErrorId = 'RateLimited'
        }
        @{
            Name = '503, Retry-After of no time'
            Fault = @{ kind = 'status'; status = 503; retryAfterSec = 0 }
            ErrorId = 'GatewayError'
            Passes = $true
        }
        @{
            Name = 'redirect to another host'
            Fault = @{ kind = 'redirect'; location = 'http://localhost:9{target}' }
            ErrorId = 'GatewayError'
        }
        @{ Name = 'redirect to itself, without end'; Fault = @{ kind = 'redirect' }; ErrorId = 'GatewayError' }
    )
    $faults = @(
        foreach ($fault in $unknown) {
            $common = @{ ErrorId = 'SubmissionUnknown'; TimeoutSec = 60; Passes = $false }
            foreach ($name in 'Name', 'Fault', 'TimeoutSec') {
                if ($fault.ContainsKey($name)) {
                    $common[$name] = $fault[$name]
                }
            }

            # Half of a response means that the gateway has accepted the submission.
            foreach ($isAfterWork in $fault.ContainsKey('IsWork') ? @($true) : @($false, $true)) {
                $common +
                    @{ When = $isAfterWork ? 'after it was taken' : 'before it was taken'; IsAfterWork = $isAfterWork }
            }
        }
        foreach ($fault in $certain) {
            @{
                When = 'before it was taken'
                IsAfterWork = $false
                TimeoutSec = 60
                Passes = $fault.ContainsKey('Passes')
            } + @{ Name = $fault.Name; Fault = $fault.Fault; ErrorId = $fault.ErrorId }
        }
    )
}

Describe 'Submissions to a gateway that fails' {
    BeforeAll {
        Set-StrictMode -Version Latest
        $ErrorActionPreference = 'Stop'
        Import-Module (Join-Path $PSScriptRoot 'TestSupport.psm1') -Force
        Enter-TestSession
        $gateway = Start-TestGateway

        function Submit-Row {
            # Submits rows, every second of which the fault strikes, and compares the output with the accepted
            # submissions.
            param([string] $Command, [string] $Own, [hashtable] $Fault, [int] $TimeoutSec)

            $null = Invoke-TestGatewayControl $gateway Post 'faults' ($Fault + @{ idContains = 'struck' })
            Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey -MaximumRetryCount 1 `
                -TimeoutSec $TimeoutSec
            $rows = 'whole-1', 'struck-2', 'whole-3', 'struck-4' |
                ForEach-Object { [pscustomobject]@{ Name = $_; $Own = "song $_".Replace(' ', '-') } }

            $tasks = @($rows | & $Command -ErrorVariable failed -ErrorAction SilentlyContinue)

            $statistic = Get-TestGatewayStatistic $gateway
            $unknown = @($failed | Where-Object FullyQualifiedErrorId -Like 'SubmissionUnknown,*')
            @($tasks.Name) + @($failed.TargetObject.Name) | Sort-Object |
                Should -Be ($rows.Name | Sort-Object) -Because 'each row leaves as one'
            $statistic.accepted | Should -BeGreaterOrEqual $tasks.Count -Because 'a task that was not taken is none'
            $statistic.accepted | Should -BeLessOrEqual (
                $tasks.Count + $unknown.Count
            ) -Because 'what was taken is known, or known to be unknown'
            [pscustomobject]@{
                Tasks = $tasks
                Failed = @($failed)
                Accepted = $statistic.accepted
                Requests = $statistic.requests
            }
        }
    }

    BeforeEach {
        Reset-TestGateway $gateway
    }

    AfterAll {
        Exit-TestSession
    }

    Context 'by <Name>, <When>' -ForEach $faults {
        It 'tells <ErrorId>' {
            $result = Submit-Row 'Submit-SunoMusic' 'Description' ($Fault + @{ isAfterWork = $IsAfterWork }) $TimeoutSec

            $result.Tasks.Name | Should -Be 'whole-1', 'whole-3'
            $result.Failed.TargetObject.Name | Should -Be 'struck-2', 'struck-4'
            $result.Failed.FullyQualifiedErrorId | Should -BeLike "$ErrorId,*"
            $result.Accepted | Should -Be ($IsAfterWork ? 4 : 2)
            if ($ErrorId -eq 'SubmissionUnknown') {
                $result.Requests | Should -Be 4 -Because 'nothing is sent again'
            }

            if ($Passes) {
                $result.Requests | Should -Be 6 -Because 'what was turned away is sent again'
            }
        }
    }

    Context '<Command>' -ForEach $commands {
        It 'is sent once if the connection breaks after processing' {
            $result = Submit-Row $Command $Own @{ kind = 'closeBeforeHeaders'; isAfterWork = $true } 60

            $result.Failed.FullyQualifiedErrorId | Should -BeLike 'SubmissionUnknown,*'
            $result.Requests | Should -Be 4
        }

        It 'is a certain error if the connection is refused' {
            Connect-SunoApi -BaseUri "http://127.0.0.1:$(Get-TestUnusedPort)" -ApiKey $gateway.ApiKey `
                -MaximumRetryCount 0

            $parameters = @{ $Own = 'song' }
            & $Command @parameters -ErrorVariable failed -ErrorAction SilentlyContinue

            $failed.FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        }

        It 'sends nothing with -WhatIf, whatever the gateway would do' {
            $null = Invoke-TestGatewayControl $gateway Post 'faults' @{ kind = 'status'; status = 500 }
            Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey

            $parameters = @{ $Own = 'song' }
            & $Command @parameters -WhatIf -Wait | Should -BeNullOrEmpty
            [pscustomobject]$parameters | & $Command -WhatIf | Should -BeNullOrEmpty

            (Get-TestGatewayStatistic $gateway).requests | Should -Be 0
        }
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
            $null = Invoke-TestGatewayControl $gateway Post 'faults' $fault
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
