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
            (Get-SunoTask $ids[0]).TaskId | Should -Be $ids[0]

            $request, $completion = Get-TestGatewayLog $gateway
            ($completion ? $completion.Method : 'none') | Should -BeExactly ($Completes ? 'POST' : 'none')
            $request.Method | Should -BeExactly 'GET'
            $request.RawTarget | Should -BeExactly "$Prefix/suno/fetch/$($ids[0])"
            $request.Authorization | Should -BeExactly "$Scheme$($gateway.ApiKey)"
            $request.Body | Should -BeExactly ''
        }

        It 'sends a batch by <Method>' {
            (Get-SunoTaskBatch $ids).TaskId | Should -Be $ids

            $request = Get-TestGatewayLog $gateway
            $request | Should -HaveCount 1
            $request.Method | Should -BeExactly $Method
            $request.RawTarget | Should -BeExactly "$Prefix/suno/fetch"
            $request.Authorization | Should -BeExactly "$Scheme$($gateway.ApiKey)"
            $request.ContentType | Should -BeExactly 'application/json'
            $request.Body |
                Should -BeExactly ($Action ? "{""ids"":[$list],""action"":""$Action""}" : "{""ids"":[$list]}")
        }

        It 'sends the action that is given' {
            $null = Get-SunoTaskBatch $ids -Action LYRICS

            (Get-TestGatewayLog $gateway).Body | Should -BeExactly "{""ids"":[$list],""action"":""LYRICS""}"
        }

        It 'names the gateway in the task' {
            (Get-SunoTask $ids[0]).Gateway | Should -BeExactly ($Row ? $Row : ([uri] $gateway.BaseUri).Authority)
        }

        It 'outputs music, lyrics and failures' {
            $mixed = @(Get-TestTaskId Music 7) + @(Get-TestTaskId Lyrics 7) + @(Get-TestTaskId Failed 7)
            $tasks = @(Get-SunoTaskBatch $mixed)

            $tasks.Action | Should -Be @('MUSIC', 'LYRICS', 'MUSIC')
            $tasks.Status | Should -Be @('Success', 'Success', 'Failure')
            $tasks.ForEach({ $_.Clips.Count }) | Should -Be @(2, 0, 0)
            $tasks[0].Title | Should -BeExactly 'Say "Goodnight" First'
            $tasks[1].Lyrics.Text | Should -Match '^\[主歌\]\n走过霓虹闪烁的街\n'
            $tasks[2].FailReason | Should -BeExactly 'Unable to generate lyrics from song description'
        }
    }

    Context 'The dialect XSee by options' {
        It 'is the same with -BaseUri as by name' {
            Connect-SunoApi -BaseUri "$($gateway.BaseUri)/x-see" -ApiKey $gateway.ApiKey -AuthenticationScheme Raw `
                -BatchMethod Get
            $id = Get-TestTaskId Music 1
            $null = Get-SunoTaskBatch $id
            Disconnect-SunoApi
            $env:SUNO_API_GATEWAY = 'XSee'
            $env:SUNO_API_BASE_URI = "$($gateway.BaseUri)/x-see"
            $env:SUNO_API_KEY = $gateway.ApiKey
            $null = Get-SunoTaskBatch $id

            $byOptions, $byName = Get-TestGatewayLog $gateway
            foreach ($part in 'Method', 'RawTarget', 'Authorization', 'Body') {
                $byOptions.$part | Should -BeExactly $byName.$part
            }
        }
    }

    Context 'The address of a task' {
        BeforeEach {
            Connect-SunoApi -BaseUri "$($gateway.BaseUri)/ecovai" -ApiKey $gateway.ApiKey
        }

        It 'keeps the id <Id> in its place' -ForEach @(
            @{ Id = '../submit/music' }
            @{ Id = 'a b+c%2f?#' }
            @{ Id = '任务-1' }
        ) {
            # A response for exactly this id, so that the decoded id must be equal.
            Add-TestGatewayAnswer $gateway -IdContains "/suno/fetch/$Id" `
                -Body @{ code = 'success'; data = @{ task_id = $Id; status = 'SUCCESS' } }

            (Get-SunoTask $Id).TaskId | Should -BeExactly $Id
            (Get-TestGatewayLog $gateway).RawTarget |
                Should -BeExactly "/ecovai/suno/fetch/$([uri]::EscapeDataString($Id))"
        }

        It 'cannot contain the id <_>, which a batch accepts' -ForEach '.', '..' {
            $null = Get-SunoTask $_ -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
            $failed[0].TargetObject | Should -BeExactly $_
            @(Get-TestGatewayLog $gateway) | Should -HaveCount 0

            $null = Get-SunoTaskBatch $_ -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'TaskNotFound,*'
            (Get-TestGatewayLog $gateway).Ids | Should -Be @($_)
        }
    }
}
