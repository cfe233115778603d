#Requires -Version 7.4

BeforeDiscovery {
    $dialects = @(
        @{ Dialect = 'any'; Path = ''; Arguments = @{} }
        @{ Dialect = 'x-see'; Path = '/x-see'; Arguments = @{ AuthenticationScheme = 'Raw'; BatchMethod = 'Get' } }
        @{ Dialect = 'seed-002'; Path = '/seed-002'; Arguments = @{} }
        @{ Dialect = 'ecovai'; Path = '/ecovai'; Arguments = @{} }
    )
    $commands = @(
        @{ Command = 'Submit-SunoMusic'; Own = 'Description'; Arguments = @{ Description = 'a calm song' } }
        @{ Command = 'Submit-SunoLyrics'; Own = 'Prompt'; Arguments = @{ Prompt = 'a harbour' } }
        @{ Command = 'Join-SunoClip'; Own = 'ClipId'; Arguments = @{ ClipId = 'clip-1' } }
    )
    $offsets = @(
        @{ Form = 'seconds'; Value = 90; Seconds = 90 }, @{ Form = 'parts of a second'; Value = 90.5; Seconds = 90.5 }
        @{ Form = 'seconds as text'; Value = '90.5'; Seconds = 90.5 }
        @{ Form = 'parts that a double rounds down'; Value = '0.57'; Seconds = 0.57 }
        @{ Form = 'minutes and seconds'; Value = '1:30'; Seconds = 90 }
        @{ Form = 'a time as text'; Value = '00:01:30.5'; Seconds = 90.5 }
        @{ Form = 'a time'; Value = [timespan]::FromSeconds(12.25); Seconds = 12.25 }
    )
}

Describe 'Submissions' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
        $gateway = Start-TestGateway

        function Get-Accepted {
            (Get-TestGatewayStatistic $gateway).accepted
        }

        function Get-Body {
            # The bodies of requests, in the order of arrival.
            Invoke-TestGatewayControl $gateway Get 'log' | ForEach-Object { $_ } |
                ForEach-Object { $_.body | ConvertFrom-Json -AsHashtable }
        }

        function Get-BatchBody {
            Get-Body | Where-Object { $_.ContainsKey('ids') }
        }
    }

    BeforeEach {
        Reset-TestSubmission $gateway
    }

    Context '<Command>' -ForEach $commands {
        It 'outputs the submitted task, which prints, and can be fetched later' {
            $task = & $Command @Arguments

            $task | Should -BeOfType ([SunoPS.SunoTask])
            $task.TaskId | Should -Be (Get-TestTaskId Music 1).Replace('5f3a0001', '5f3a0005')
            $task.Status | Should -Be 'Submitted'
            $task.IsCompleted | Should -BeFalse
            $task.SubmitTime | Should -BeGreaterThan (Get-Date).AddMinutes(-5)
            $task.Gateway | Should -Be ([uri] $gateway.BaseUri).Authority
            ($task | Wait-SunoTask -PollingIntervalSec 1).Status | Should -Be 'Success'
        }

        It 'waits in place with -Wait' {
            $task = & $Command @Arguments -Wait

            $task.Status | Should -Be 'Success'
            $task.Clips.Count + ($null -ne $task.Lyrics) | Should -BeGreaterThan 0
            Get-Accepted | Should -Be 1
        }

        It 'warns of a limit without -Wait' {
            $null = & $Command @Arguments -PollingIntervalSec 2 -WarningVariable warnings `
                -WarningAction SilentlyContinue

            $warnings | Should -HaveCount 1
            $warnings.Message | Should -BeExactly '-PollingIntervalSec has no effect without -Wait.'
        }

        It 'accepts rows, by the name of the property, and texts' {
            $tasks = @(
                [pscustomobject]@{ $Own = 'one' } | & $Command
                'two' | & $Command
            )

            $tasks | Should -HaveCount 2
            (Get-Body).Values | Where-Object { $_ -is [string] } | Should -Be 'one', 'two'
        }

        It 'skips rows of empty cells, writes one clear error for any other incomplete row, and continues' {
            $tasks = [pscustomobject]@{ $Own = ' '; Name = '' }, '', [pscustomobject]@{ Other = 'a' },
                [pscustomobject]@{ $Own = 'b' }, $null |
                & $Command -ErrorVariable failed -ErrorAction SilentlyContinue

            @($tasks) | Should -HaveCount 1
            $failed.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
            $failed | Should -HaveCount 2
            $failed[0].TargetObject.Other | Should -Be 'a'
            "$($failed[0])" | Should -BeLike 'Row 3 is invalid: *'
            Get-Accepted | Should -Be 1
        }

        It 'prompts before sending, on demand, and shows the request' {
            $info = Get-Command $Command
            $info.Parameters.Keys | Should -Contain 'WhatIf'
            $info.ImplementingType.GetCustomAttributes(
                $true).Where({ $_ -is [Management.Automation.CmdletAttribute] }).ConfirmImpact | Should -Be 'Medium'

            $said = Get-TestTranscript -Parameter @{ Connection = Get-SunoConnection } -Script @"
                param(`$Connection)
                Connect-SunoApi -Connection `$Connection
                $Command -$Own '安静 "now"' -WhatIf -Verbose
                [pscustomobject]@{ $Own = 'from a row' } | $Command -WhatIf -Wait
                try { $Command -$Own 'asked' -Confirm } catch { Write-Warning "refused: `$_" }
"@
            $first = "What if: 安静 `"now`" (*)*POST $($gateway.BaseUri)/suno/submit/*`"安静 \`"now\`"`""
            $said | Should -BeLike (
                "*$first*What if: 1 would be submitted. The journal is in *What if: from a row (*)*refused: *")
            Find-TestSecret $said $gateway.ApiKey | Should -BeNullOrEmpty
            @(Get-TestGatewayLog $gateway) | Should -HaveCount 0
        }

        It 'names the submission with an unknown outcome, and sends it once' {
            Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey -MaximumRetryCount 3
            Add-TestGatewayFault $gateway @{ kind = 'resetBeforeHeaders'; isAfterWork = $true }

            $tasks = & $Command @Arguments -Name 'my own' -ErrorVariable failed -ErrorAction SilentlyContinue

            $tasks | Should -BeNullOrEmpty
            $failed | Should -HaveCount 1
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'SubmissionUnknown,*'
            $failed[0].CategoryInfo.Category | Should -Be 'InvalidResult'
            $failed[0].TargetObject.Name | Should -Be 'my own'
            $failed[0].TargetObject.$Own | Should -Be $Arguments[$Own]
            "$($failed[0])" | Should -BeLike "'my own': *may have accepted and charged the submission*"
            Get-Accepted | Should -Be 1
            (Get-TestGatewayStatistic $gateway).requests | Should -Be 1
        }
    }

    It 'The gateway <Dialect> generates two clips from the request, and lyrics' -ForEach $dialects {
        Connect-SunoApi -BaseUri ($gateway.BaseUri + $Path) -ApiKey $gateway.ApiKey @Arguments
        $asked = @{ Title = 'La'; Tag = 'pop', 'calm'; Model = 'chirp-v4'; NotifyHook = 'https://example.com/hook' }

        $music, $lyrics = @(
            Submit-SunoMusic -Lyrics "[Verse]`nla la" @asked
            Submit-SunoLyrics 'the sea'
        ) | Wait-SunoTask -PollingIntervalSec 1 | Sort-Object -Property Action -Descending

        $music.Clips.Title | Should -Be 'La', 'La'
        $music.Clips.Tags | Should -Be 'pop, calm', 'pop, calm'
        $music.Clips.Prompt | Should -Be "[Verse]`nla la", "[Verse]`nla la"
        $music.Clips.ModelName | Should -Be 'chirp-v4', 'chirp-v4'
        $music.Clips[0].AudioUrl | Should -Be "$($gateway.BaseUri)/_media/$($music.Clips[0].ClipId).mp3"
        $lyrics.Lyrics.Text | Should -Match 'the sea'
    }

    Context 'on a gateway that insists on an action' {
        BeforeEach {
            # The shipped row at the local address.
            Disconnect-SunoApi
            $env:SUNO_API_GATEWAY = 'OpenAIHub'
            $env:SUNO_API_BASE_URI = "$($gateway.BaseUri)/openai-hub"
            $env:SUNO_API_KEY = $gateway.ApiKey
            $null = Invoke-TestGatewayControl $gateway Post 'submissions' @{ steps = 1 }
            $tasks = @(
                Submit-SunoMusic -Description 'a'
                Submit-SunoLyrics 'b'
                Submit-SunoMusic -Description 'c'
            )
            $null = Invoke-TestGatewayControl $gateway Delete 'log'
        }

        AfterEach {
            Clear-TestEnvironment
        }

        It 'waits for each task using its own action, and with -Wait using that of the submission' {
            $done = $tasks | Wait-SunoTask -PollingIntervalSec 1

            $done | Should -HaveCount 3
            $requests = @(Get-Body | ForEach-Object { "$($_.action): $($_.ids -join ' ')" } | Sort-Object -Unique)
            $requests | Should -Be "LYRICS: $($tasks[1].TaskId)", "MUSIC: $($tasks[0].TaskId) $($tasks[2].TaskId)"

            $null = Invoke-TestGatewayControl $gateway Post 'submissions' @{ steps = 0 }
            $null = Invoke-TestGatewayControl $gateway Delete 'log'
            $null = Submit-SunoLyrics 'd' -Wait
            @(Get-BatchBody)[-1].action | Should -Be 'LYRICS'
        }

        It 'fetches each task by its own action, in their order' {
            $fetched = $tasks + $tasks[1] | Get-SunoTaskBatch

            $fetched.TaskId | Should -Be $tasks.TaskId
            Get-Body | ForEach-Object { "$($_.action): $($_.ids -join ' ')" } | Sort-Object |
                Should -Be "LYRICS: $($tasks[1].TaskId)", "MUSIC: $($tasks[0].TaskId)", "MUSIC: $($tasks[2].TaskId)"
        }

        It 'sends the action of the command line if there is one' {
            $null = $tasks | Wait-SunoTask -Action OTHER -PollingIntervalSec 1
            $null = $tasks | Get-SunoTaskBatch -Action OTHER

            (Get-Body).action | Select-Object -Unique | Should -Be 'OTHER'
            @(Get-Body)[0].ids | Should -HaveCount 3
        }

        It 'leaves the action out on other gateways, so that all tasks go together' {
            $other = Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey -PassThru
            $null = $tasks | Get-SunoTaskBatch -Connection $other
            $null = $tasks | Wait-SunoTask -Connection $other -PollingIntervalSec 1

            Get-BatchBody | Should -HaveCount 2
            Get-BatchBody | ForEach-Object { $_.ContainsKey('action') } | Should -Be $false, $false
        }
    }

    It 'Submit-SunoMusic rejects the combination <_>, and does not prompt for more' -ForEach @(
        "-Description 'a' -Lyrics 'b'", "-Description 'a' -Title 'b'", "-Description 'a' -Tag 'b'",
        "-Description 'a' -NegativeTag 'b'", "-Description 'a' -ContinueAt 3", "-Lyrics 'a' -ContinueAt 3",
        "-Lyrics 'a' -ContinueTaskId 'b'", "-Title 'b'", ''
    ) {
        . ([scriptblock]::Create("Submit-SunoMusic $_ -ErrorVariable failed -ErrorAction SilentlyContinue"))

        $failed.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        Get-Body | Should -BeNullOrEmpty
    }

    It 'Submit-SunoMusic continues a clip at <Form>' -ForEach $offsets {
        $null = Submit-SunoMusic -Lyrics 'a' -ContinueClipId 'clip-1' -ContinueAt $Value -ContinueTaskId 'task-1'

        $body = Get-Body
        $body.continue_at, $body.continue_clip_id, $body.task_id | Should -Be $Seconds, 'clip-1', 'task-1'
    }

    It '<Command> takes a null among its texts for an empty text' -ForEach @(
        @{ Command = 'Submit-SunoMusic'; Text = 'a' }, @{ Command = 'Submit-SunoLyrics'; Text = 'a' }
        @{ Command = 'Submit-SunoAudio'; Text = 'https://example.com/a.mp3' }
    ) {
        $task = & $Command $null, $Text -ErrorVariable failed -ErrorAction SilentlyContinue

        @($task) | Should -HaveCount 1
        "$failed" | Should -BeLike '*The submission is invalid: it has*'
    }

    Context 'from a CSV file' {
        BeforeAll {
            $songs = @(
                'Name,Description,Lyrics,Title,Tags,Model,Instrumental,ContinueClipId,ContinueAt,NotifyHook'
                'first,a calm song,,,,chirp-v4,,,,'
                'second,,"la, la",La,"pop, calm",,yes,,,'
                'third,,lo,Lo,,,false,clip-1,1:30,https://example.com/hook'
                'both,a,b,,,,,,,'
                'neither,,,Title alone,,,,,,'
                'odd,a,,,,,perhaps,,,'
                'timeless,,a,,,,,clip-1,abc,'
                'hookless,a,,,,,,,,example.com'
                ',plain,,,,,,,,'
            ) | ConvertFrom-Csv
        }

        It 'sends each row as it is, and outputs it as one task with its name, or as one error with the row itself' {
            $tasks = $songs | Submit-SunoMusic -ThrottleLimit 1 -ErrorVariable failed -ErrorAction SilentlyContinue

            (Invoke-TestGatewayControl $gateway Get 'log').body | Should -Be @(
                '{"gpt_description_prompt":"a calm song","make_instrumental":false,"mv":"chirp-v4"}'
                '{"prompt":"la, la","title":"La","tags":"pop, calm","make_instrumental":true}'
                '{"prompt":"lo","title":"Lo","make_instrumental":false,"continue_clip_id":"clip-1","continue_at":90,' +
                '"notify_hook":"https://example.com/hook"}'
                '{"gpt_description_prompt":"plain","make_instrumental":false}'
            )
            $tasks.Name | Should -Be 'first', 'second', 'third', ''
            $failed.TargetObject.Name | Sort-Object | Should -Be 'both', 'hookless', 'neither', 'odd', 'timeless'
            $failed.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
            ($failed | Where-Object { $_.TargetObject.Name -eq 'both' }).Exception.Message |
                Should -BeLike "*both a description and lyrics*"
        }

        It 'uses the arguments of the command line for every row' {
            $null = $songs[1, 2] | Submit-SunoMusic -Model 'of my own' -Tag 'folk', 'slow' -ThrottleLimit 1

            (Get-Body).mv | Should -Be 'of my own', 'of my own'
            (Get-Body).tags | Should -Be 'folk, slow', 'folk, slow'
        }

        It 'keeps the order and the limit of requests in flight' {
            Set-TestGatewayLatency $gateway 20
            $rows = 1..40 | ForEach-Object { [pscustomobject]@{ Name = "row $_"; Description = "song $_" } }

            $tasks = $rows | Submit-SunoMusic -ThrottleLimit 5

            $tasks.Name | Should -Be $rows.Name
            (Get-TestGatewayStatistic $gateway).maxInFlight | Should -BeGreaterThan 1
            (Get-TestGatewayStatistic $gateway).maxInFlight | Should -BeLessOrEqual 5
            ($tasks | Wait-SunoTask -PollingIntervalSec 1 | ForEach-Object { "$($_.Name): $($_.Title)" }) |
                Sort-Object |
                Should -Be (1..40 | ForEach-Object { "row ${_}: song $_" } | Sort-Object)
        }

        It 'has no name for a task if none was given' {
            $task = Submit-SunoMusic -Description 'a'

            $task.PSObject.Properties.Name | Should -Not -Contain 'Name'
            ($task | Wait-SunoTask).PSObject.Properties.Name | Should -Not -Contain 'Name'
        }
    }

    Context 'what was made already' {
        BeforeAll {
            $task = Get-SunoTask (Get-TestTaskId Music 0)
            $song = Get-SunoTask (Get-TestTaskId Lyrics 0)
        }

        It '<Form> is rejected by <Command>, and nothing is sent' -ForEach @(
            foreach ($name in 'Submit-SunoMusic', 'Submit-SunoLyrics') {
                @{ Command = $name; Form = 'a task'; Get = { $task } }
                @{ Command = $name; Form = 'a lyrics task'; Get = { $song } }
                @{ Command = $name; Form = 'a clip'; Get = { $task.Clips[0] } }
                @{ Command = $name; Form = 'lyrics'; Get = { $song.Lyrics } }
                @{ Command = $name; Form = 'a row of tasks'; Get = { $song | ConvertTo-Csv | ConvertFrom-Csv } }
                @{ Command = $name; Form = 'a row of clips'; Get = { $task.Clips | ConvertTo-Csv | ConvertFrom-Csv } }
            }
        ) {
            $given = & $Get | Select-Object -First 1
            $out = $given | & $Command -ErrorVariable failed -ErrorAction SilentlyContinue

            $out | Should -BeNullOrEmpty
            $failed | Should -HaveCount 1
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
            $failed[0].TargetObject | Should -Be $given
            "$failed" | Should -BeLike "Nothing was submitted: the input is *"
            Get-Accepted | Should -Be 0
        }

        It 'a task is not joined: the error says which of its clips to give' {
            $task, ($task | ConvertTo-Csv | ConvertFrom-Csv) |
                Join-SunoClip -ErrorVariable failed -ErrorAction SilentlyContinue
            $song | Join-SunoClip -ErrorVariable none -ErrorAction SilentlyContinue

            $failed | Should -HaveCount 2
            $ids = $task.Clips.ClipId
            $failed | Should -BeLike "*: Join-SunoClip $($ids[0]) or Join-SunoClip $($ids[1])."
            "$none" | Should -BeLike '*has no clip to join (status Success).'
            Get-Accepted | Should -Be 0
        }

        It 'a part of a clip that was selected is a row like any other' {
            $null = $task.Clips[0] | Select-Object Title, Prompt, Tags | Submit-SunoMusic

            Get-Accepted | Should -Be 1
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
            Add-TestGatewayFault $gateway $fault
        }

        Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey -MaximumRetryCount 3
        $rows = 1..200 | ForEach-Object { [pscustomobject]@{ Name = "$_"; Description = "song $_" } }

        $tasks = $rows | Submit-SunoMusic -ThrottleLimit 8 -ErrorVariable failed -ErrorAction SilentlyContinue

        $unknown = @($failed | Where-Object FullyQualifiedErrorId -Like 'SubmissionUnknown,*')
        @($tasks.Name) + @($failed.TargetObject.Name) | Sort-Object | Should -Be ($rows.Name | Sort-Object)
        $tasks.Name |
            Should -Be @($rows.Name | Where-Object { $_ -in $tasks.Name }) -Because 'the order is that of the rows'
        Get-Accepted | Should -BeGreaterThan $tasks.Count
        Get-Accepted | Should -BeLessOrEqual ($tasks.Count + $unknown.Count)
        $failed.FullyQualifiedErrorId -replace ',.*' | Sort-Object -Unique |
            Should -Be 'GatewayError', 'SubmissionUnknown'
        $tasks.TaskId | Sort-Object -Unique | Should -HaveCount $tasks.Count
    }

    Context 'an end before the end' {
        It 'outputs submissions in flight, and sends no more, if <Name>' -ForEach @(
            @{ Name = 'the key is rejected'; Status = 401; Id = 'Unauthorized'; More = @{ ErrorAction = 'Continue' } }
            @{ Name = '-ErrorAction is Stop'; Status = 400; Id = 'GatewayError'; More = @{ ErrorAction = 'Stop' } }
            @{ Name = 'the session preference is Stop'; Status = 400; Id = 'GatewayError'; More = @{} }
        ) {
            Set-TestGatewayLatency $gateway 1000
            Add-TestGatewayFault $gateway @{ kind = 'status'; status = $Status; idContains = 'first' }
            Add-TestGatewayFault $gateway @{ kind = 'resetBeforeHeaders'; idContains = 'third'; isAfterWork = $true }

            $thrown = try {
                # The error is read before there is room for the fifth.
                $null = 'first', 'second', 'third', 'fourth', 'fifth', 'sixth' |
                    Submit-SunoMusic -ThrottleLimit 4 -OutVariable tasks -ErrorVariable failed @More `
                        -WarningVariable warnings -WarningAction SilentlyContinue 2>$null
            } catch { $_ }

            $thrown.FullyQualifiedErrorId | Should -BeLike "$Id,*"
            $thrown.TargetObject | Should -Be 'first'
            "$warnings $failed" | Should -BeLike "*'third': The gateway may have accepted*"
            (Get-SunoSubmission -State Accepted).TaskId | Should -Be $tasks.TaskId
            $tasks | Should -HaveCount 2
            Get-Accepted | Should -Be 3
        }

        It 'submits nothing if the key cannot fetch it' {
            Add-TestGatewayFault $gateway @{ kind = 'status'; status = 403; path = '/suno/fetch' }

            { 'first', 'second' | Submit-SunoMusic -Wait } | Should -Throw -ErrorId 'Forbidden,*'
            Get-Accepted | Should -Be 0
            (Get-TestGatewayStatistic $gateway).requests | Should -Be 1
        }

        It 'outputs the incomplete tasks if the key is rejected during the wait' {
            $null = Invoke-TestGatewayControl $gateway Post 'submissions' @{ steps = 3 }
            $null = Test-SunoConnection -Quiet
            Add-TestGatewayFault $gateway @{ kind = 'status'; status = 401; path = '/suno/fetch' }

            $thrown = try { $null = 'first', 'second' | Submit-SunoMusic -Wait -OutVariable tasks } catch { $_ }

            $thrown.FullyQualifiedErrorId | Should -BeLike 'Unauthorized,*'
            "$thrown" | Should -BeLike '*tasks are accepted and output; another key of the same account can fetch them*'
            $tasks.Status | Should -Be 'Submitted', 'Submitted'
        }

        It 'outputs all tasks before an error that ends the command' {
            $null = Invoke-TestGatewayControl $gateway Post 'submissions' @{ steps = 1000 }

            $thrown = try {
                $null = 'first', 'second' |
                    Submit-SunoMusic -Wait -PollingIntervalSec 1 -TimeoutSec 1 -ErrorAction Stop -OutVariable tasks
            } catch { $_ }

            $thrown.FullyQualifiedErrorId | Should -BeLike 'Timeout,*'
            $tasks.TaskId | Should -Be (Get-SunoSubmission).TaskId
            $tasks | Should -HaveCount 2
        }

        It 'writes an error with the id for a task that cannot be fetched, and a failed task as such' {
            $null = Invoke-TestGatewayControl $gateway Post 'submissions' @{ steps = 0; failContains = 'second' }
            Add-TestGatewayAnswer $gateway -Body @{ code = 'success'; data = 'not-there' } -IdContains 'third'

            $rows = 'first', 'second', 'third' |
                ForEach-Object { [pscustomobject]@{ Name = "row $_"; Description = $_ } }
            # A task that is not found is awaited for a minute, without this limit.
            $tasks = $rows | Submit-SunoMusic -Wait -PollingIntervalSec 1 -TimeoutSec 2 -ErrorVariable failed `
                -ErrorAction SilentlyContinue

            $tasks.Status | Sort-Object | Should -Be 'Submitted', 'Success', 'Failure'
            $failed.FullyQualifiedErrorId | Should -BeLike 'Timeout,*'
            $failed.TargetObject | Should -Be 'not-there'
            "$failed" | Should -BeLike "'row third': *not-there*"
        }
    }
}
