#Requires -Version 7.4

BeforeDiscovery {
    $dialects = @(
        @{
            Dialect = 'XSee'; Prefix = '/x-see'; Options = @{ AuthenticationScheme = 'Raw'; BatchMethod = 'Get' }
            Row = 'XSee'; Method = 'GET'; Scheme = ''; Action = $null; Completes = $false
        }
        @{
            Dialect = 'OpenAIHub'; Prefix = '/openai-hub'; Options = @{}; Row = 'OpenAIHub'; Method = 'POST'
            Scheme = 'Bearer '; Action = 'MUSIC'; Completes = $false
        }
        @{
            Dialect = 'Seed 002'; Prefix = '/seed-002'; Options = @{}; Row = $null; Method = 'POST'; Scheme = 'Bearer '
            Action = $null; Completes = $false
        }
        @{
            Dialect = 'Ecovai'; Prefix = '/ecovai'; Options = @{}; Row = 'Ecovai'; Method = 'POST'; Scheme = 'Bearer '
            Action = $null; Completes = $false
        }
        @{
            Dialect = 'Suno-API'; Prefix = '/suno-api'; Options = @{}; Row = $null; Method = 'POST'; Scheme = 'Bearer '
            Action = $null; Completes = $true
        }
    )
}

Describe 'Dialects' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
        $gateway = Start-TestGateway
    }

    BeforeEach {
        Reset-TestGateway $gateway
        Disconnect-SunoApi
    }

    AfterEach {
        Clear-TestEnvironment
    }

    Context 'The dialect <Dialect>' -ForEach $dialects {
        BeforeEach {
            $ids = Get-TestTaskId Music 3, 1, 2
            $list = ($ids | ForEach-Object { """$_""" }) -join ','
            if ($Row) {
                # The row at the address of the local gateway.
                $env:SUNO_API_GATEWAY = $Row
                $env:SUNO_API_BASE_URI = "$($gateway.BaseUri)$Prefix"
                $env:SUNO_API_KEY = $gateway.ApiKey
            } else {
                Connect-SunoApi -BaseUri "$($gateway.BaseUri)$Prefix" -ApiKey $gateway.ApiKey @Options
            }
        }

        It 'fetches a single task by GET' {
            $task = Get-SunoTask $ids[0]

            $task.TaskId | Should -Be $ids[0]
            $task.Gateway | Should -BeExactly ($Row ? $Row : ([uri] $gateway.BaseUri).Authority)
            $request, $completion = Get-TestGatewayLog $gateway
            ($completion ? $completion.Method : 'none') | Should -BeExactly ($Completes ? 'POST' : 'none')
            $request.Method | Should -BeExactly 'GET'
            $request.RawTarget | Should -BeExactly "$Prefix/suno/fetch/$($ids[0])"
            $request.Authorization | Should -BeExactly "$Scheme$($gateway.ApiKey)"
            $request.Body | Should -BeExactly ''
        }

        It 'sends a batch by <Method>' {
            (Get-SunoTaskBatch $ids).TaskId | Should -Be $ids
            $mixed = (Get-TestTaskId Music 7), (Get-TestTaskId Lyrics 7), (Get-TestTaskId Failed 7)
            $tasks = @(Get-SunoTaskBatch $mixed -Action LYRICS)

            $request, $second = Get-TestGatewayLog $gateway
            $second.Body | Should -BeExactly "{""ids"":[""$($mixed -join '","')""],""action"":""LYRICS""}"
            $tasks.Status | Should -Be 'Success', 'Success', 'Failure'
            $tasks.ForEach({ $_.Clips.Count }) | Should -Be 2, 0, 0
            $request.Method | Should -BeExactly $Method
            $request.RawTarget | Should -BeExactly "$Prefix/suno/fetch"
            $request.Authorization | Should -BeExactly "$Scheme$($gateway.ApiKey)"
            $request.ContentType | Should -BeExactly 'application/json'
            $request.Body |
                Should -BeExactly ($Action ? "{""ids"":[$list],""action"":""$Action""}" : "{""ids"":[$list]}")
        }
    }
}
