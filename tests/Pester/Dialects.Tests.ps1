#Requires -Version 7.4
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

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
        Set-StrictMode -Version Latest
        $ErrorActionPreference = 'Stop'
        Import-Module (Join-Path $PSScriptRoot 'TestSupport.psm1') -Force
        Enter-TestSession
        $gateway = Start-TestGateway

        function Get-Payload {
            param([string] $Name)

            $text = Get-Content -LiteralPath (Join-Path (Get-TestRepositoryRoot) 'tests' 'payloads' $Name) -Raw `
                -Encoding utf8
            @(($text | ConvertFrom-Json).data)[0]
        }

    }

    BeforeEach {
        Reset-TestGateway $gateway
        Disconnect-SunoApi
    }

    AfterEach {
        Clear-TestEnvironment
    }

    AfterAll {
        Exit-TestSession
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

        It 'sends its user agent, and accepts JSON' {
            $null = Get-SunoTask $ids[0]

            $version = (Get-Module -Name SunoPS).Version
            $headers = @(Get-TestGatewayLog $gateway)[0].Headers
            $headers['User-Agent'] | Should -BeExactly "SunoPS/$version"
            $headers['Accept'] | Should -BeExactly 'application/json'
        }

        It 'names the gateway in the task' {
            (Get-SunoTask $ids[0]).Gateway | Should -BeExactly ($Row ? $Row : '127.0.0.1')
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

    Context 'The recorded answer of <File>' -ForEach @(
        @{
            File = 'seed-000-batch-nested.json'
            Prefix = '/x-see'
            Options = @{ AuthenticationScheme = 'Raw'; BatchMethod = 'Get' }
        }
        @{ File = 'seed-001-batch-nested.json'; Prefix = '/openai-hub'; Options = @{} }
        @{ File = 'seed-003-batch-nested.json'; Prefix = '/ecovai'; Options = @{} }
    ) {
        BeforeEach {
            $wire = Get-Payload $File
            Connect-SunoApi -BaseUri "$($gateway.BaseUri)$Prefix" -ApiKey $gateway.ApiKey @Options
            $task = Get-SunoTaskBatch $wire.task_id -Action MUSIC
        }

        It 'is a task with every field' {
            $task.TaskId | Should -BeExactly '346c5d10-a4a1-4f49-a851-66a7dae6cfaf'
            $task.Action | Should -BeExactly 'MUSIC'
            $task.Status | Should -Be ([SunoPS.SunoTaskStatus]::InProgress)
            $task.RawStatus | Should -BeExactly 'IN_PROGRESS'
            $task.Progress | Should -Be 0
            $task.IsCompleted | Should -BeFalse
            $task.Title | Should -BeExactly 'Electric Dance Party'
            $task.SubmitTime | Should -Be (ConvertFrom-TestUnixTime 1716191749)
            $task.StartTime | Should -Be (ConvertFrom-TestUnixTime 1716191786)
            $task.FinishTime, $task.Elapsed, $task.FailReason, $task.NotifyHook, $task.Lyrics |
                Should -Be @($null, $null, $null, $null, $null)
            $task.AdditionalProperties.Count | Should -Be 0
        }

        It 'has clips with every field of the nested shape' {
            $task.Clips.Count | Should -Be 2
            for ($i = 0; $i -lt 2; $i++) {
                $clip = $task.Clips[$i]
                $sent = $wire.data[$i]
                $clip.ClipId | Should -BeExactly $sent.id
                $clip.TaskId | Should -BeExactly $wire.task_id
                $clip.Index | Should -Be ($i + 1)
                $clip.Title | Should -BeExactly $sent.title
                $clip.Status | Should -Be ([SunoPS.SunoClipStatus]::Streaming)
                $clip.RawStatus | Should -BeExactly $sent.status
                $clip.Duration | Should -BeNullOrEmpty
                $clip.Tags | Should -BeExactly $sent.metadata.tags
                $clip.Prompt | Should -BeExactly $sent.metadata.prompt
                $clip.GptDescriptionPrompt | Should -BeExactly $sent.metadata.gpt_description_prompt
                $clip.ModelName | Should -BeExactly $sent.model_name
                $clip.MajorModelVersion | Should -BeExactly $sent.major_model_version
                $clip.AudioUrl | Should -BeExactly $sent.audio_url
                $clip.ImageUrl | Should -BeExactly $sent.image_url
                $clip.ImageLargeUrl | Should -BeExactly $sent.image_large_url
                foreach (
                    $empty in 'VideoUrl', 'ErrorType', 'ErrorMessage', 'State', 'Message', 'AudioPromptId',
                        'ContinueClipId', 'ContinueAt', 'CreateTime', 'UpdateTime'
                ) {
                    $clip.$empty | Should -Be $null
                }

                $clip.AdditionalProperties.Count | Should -Be 0
            }
        }
    }

    Context 'The recorded answer of seed-002-single-flat.json' {
        BeforeEach {
            $wire = Get-Payload 'seed-002-single-flat.json'
            Connect-SunoApi -BaseUri "$($gateway.BaseUri)/seed-002" -ApiKey $gateway.ApiKey
            $task = Get-SunoTask $wire.task_id
        }

        It 'is a task with every field' {
            $task.TaskId | Should -BeExactly 'ba46ad15-07ce-41a6-b68d-196321dc00d5'
            $task.Action | Should -BeExactly 'MUSIC'
            $task.Status | Should -Be ([SunoPS.SunoTaskStatus]::Success)
            $task.RawStatus | Should -BeExactly 'SUCCESS'
            $task.Progress | Should -Be 100
            $task.IsCompleted | Should -BeTrue
            $task.Title | Should -BeExactly 'City Lights'
            $task.SubmitTime | Should -Be (ConvertFrom-TestUnixTime 1733717567)
            $task.StartTime | Should -Be (ConvertFrom-TestUnixTime 1733717567)
            $task.FinishTime | Should -Be (ConvertFrom-TestUnixTime 1733717767)
            $task.Elapsed | Should -Be ([timespan] '00:03:20')
            $task.FailReason, $task.NotifyHook, $task.Lyrics | Should -Be @($null, $null, $null)
            $task.AdditionalProperties.Count | Should -Be 0
        }

        It 'has clips with every field of the flat shape' {
            $task.Clips.Count | Should -Be 2
            for ($i = 0; $i -lt 2; $i++) {
                $clip = $task.Clips[$i]
                $sent = $wire.data[$i]
                $clip.ClipId | Should -BeExactly $sent.clip_id
                $clip.TaskId | Should -BeExactly $wire.task_id -Because 'the suffix is the index'
                $clip.Index | Should -Be ($i + 1)
                $clip.Title | Should -BeExactly $sent.title
                $clip.Status | Should -Be ([SunoPS.SunoClipStatus]::Complete)
                $clip.RawStatus | Should -BeExactly $sent.status
                $clip.Duration | Should -Be ([timespan]::FromSeconds($sent.duration))
                $clip.Tags | Should -BeExactly $sent.tags
                $clip.Prompt | Should -BeExactly $sent.prompt
                $clip.ModelName | Should -BeExactly $sent.mv
                $clip.AudioUrl | Should -BeExactly $sent.audio_url
                $clip.VideoUrl | Should -BeExactly $sent.video_url
                $clip.ImageUrl | Should -BeExactly $sent.image_url
                $clip.ImageLargeUrl | Should -BeExactly $sent.image_large_url
                $clip.State | Should -BeExactly $sent.state
                $clip.CreateTime | Should -Be (ConvertFrom-TestUnixTime $sent.create_time)
                $clip.UpdateTime | Should -Be (ConvertFrom-TestUnixTime $sent.update_time)
                foreach (
                    $empty in 'GptDescriptionPrompt', 'MajorModelVersion', 'ErrorType', 'ErrorMessage', 'Message',
                        'AudioPromptId', 'ContinueClipId', 'ContinueAt'
                ) {
                    $clip.$empty | Should -Be $null
                }

                $clip.AdditionalProperties.Count | Should -Be 0
            }
        }
    }

    Context 'Flat and nested clips' {
        It 'become the same objects' {
            # The two dialects serve the same songs; members of only one shape are excluded.
            $id = Get-TestTaskId Music 2
            Connect-SunoApi -BaseUri "$($gateway.BaseUri)/seed-002" -ApiKey $gateway.ApiKey
            $flat = (Get-SunoTask $id).Clips
            Connect-SunoApi -BaseUri "$($gateway.BaseUri)/ecovai" -ApiKey $gateway.ApiKey
            $nested = (Get-SunoTask $id).Clips

            $flat.Count | Should -Be 2
            $onlyInOne = 'ModelName', 'MajorModelVersion', 'State', 'CreateTime', 'UpdateTime', 'AdditionalProperties'
            for ($i = 0; $i -lt 2; $i++) {
                foreach ($name in $nested[$i].PSObject.Properties.Name | Where-Object { $_ -notin $onlyInOne }) {
                    $flat[$i].$name | Should -BeExactly $nested[$i].$name -Because "$name is on both wires"
                }
            }
        }
    }

    Context 'The address of a task' {
        BeforeEach {
            Connect-SunoApi -BaseUri "$($gateway.BaseUri)/ecovai" -ApiKey $gateway.ApiKey
        }

        It 'keeps the id <Id> in its place' -ForEach @(
            @{ Id = '../submit/music' }
            @{ Id = 'a/b' }
            @{ Id = 'a\b' }
            @{ Id = 'a?b=c' }
            @{ Id = 'a#b' }
            @{ Id = 'a%2fb' }
            @{ Id = 'a b+c' }
            @{ Id = 'x;y&z=@:' }
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
