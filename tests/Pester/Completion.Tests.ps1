#Requires -Version 7.4

Describe 'Completion' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
        $gateway = Start-TestGateway

        function Get-Completion {
            param([string] $Line)

            (TabExpansion2 $Line $Line.Length).CompletionMatches
        }
    }

    BeforeEach {
        Reset-TestGateway $gateway
        # Removing the module clears the recent tasks.
        Remove-Module -Name SunoPS
        Import-TestModule
        Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey
    }

    It 'the models are those that the gateway lists for the key, once it was asked' {
        Add-TestGatewayAnswer $gateway -IdContains '00000000' -Body '{"code":"success","data":null}'
        Add-TestGatewayAnswer $gateway -Body '{"data":[{"id":"suno_music"},{"id":"chirp-x"},{"id":"chirp-y"}]}'
        (Get-Completion 'Submit-SunoMusic -Model ').CompletionText | Should -Contain 'chirp-v4-5'

        $null = Test-SunoConnection
        (Get-Completion 'Submit-SunoMusic -Model ').CompletionText | Should -Be 'chirp-x', 'chirp-y'
    }

    It '<Line> is offered <Expected>' -ForEach @(
        @{ Line = 'Connect-SunoApi -Gateway '; Expected = @('XSee', 'OpenAIHub', 'Ecovai') }
        @{ Line = 'Connect-SunoApi '; Expected = @('XSee', 'OpenAIHub', 'Ecovai') }
        @{ Line = 'Connect-SunoApi -Gateway o'; Expected = @('OpenAIHub') }
        @{ Line = "Connect-SunoApi -Gateway 'e"; Expected = @('Ecovai') }
        @{ Line = 'Connect-SunoApi -BaseUri https://gateway.example -AuthenticationScheme '
            Expected = @('Bearer', 'Raw') }
        @{ Line = 'Connect-SunoApi -BaseUri https://gateway.example -AuthenticationScheme r'; Expected = @('Raw') }
        @{ Line = 'Connect-SunoApi -BaseUri https://gateway.example -BatchMethod '; Expected = @('Get', 'Post') }
        @{ Line = 'Connect-SunoApi -BaseUri https://gateway.example -BatchPath '
            Expected = @('/suno/fetch', '/suno/submit/fetch') }
        @{ Line = 'Get-SunoTaskBatch x -Action '; Expected = @('MUSIC', 'LYRICS') }
        @{ Line = 'Wait-SunoTask x -Action "mu'; Expected = @('MUSIC') }
        @{ Line = 'Get-SunoSubmission -State '; Expected = 'Accepted', 'NotSent', 'Pending', 'Refused', 'Unknown' }
    ) {
        (Get-Completion $Line).CompletionText | Should -Be $Expected
    }

    It 'offers no hidden parameters of <_>' -ForEach 'Submit-SunoMusic', 'Submit-SunoLyrics', 'Join-SunoClip' {
        (Get-Completion "$_ -").CompletionText | Should -Not -Contain '-InputObject'
    }

    It 'Properties of what <Line> outputs are offered to Select-Object' -ForEach @(
        @{ Line = 'Get-SunoTask x'; Expected = 'Status', 'FailReason', 'LyricsText' }
        @{ Line = 'Get-SunoTask x -ExpandClip'; Expected = 'AudioUrl', 'DurationSec' }
        @{ Line = 'Get-SunoTaskBatch x -ExpandClip'; Expected = 'AudioUrl', 'DurationSec' }
        @{ Line = 'Get-SunoTask x | Wait-SunoTask'; Expected = 'Status', 'Title' }
        @{ Line = 'Submit-SunoMusic x'; Expected = 'TaskId', 'Status' }
        @{ Line = 'ConvertFrom-SunoJson x'; Expected = 'TaskId', 'Clips' }
        @{ Line = 'Get-SunoSubmission'; Expected = 'State', 'Error' }
        @{ Line = 'Save-SunoClip'; Expected = 'FullName', 'Length' }
    ) {
        $offered = (Get-Completion "$Line | Select-Object ").CompletionText

        $Expected | Should -BeIn $offered
    }

    It 'Connections are the variables that contain one' {
        $myConnection = Get-SunoConnection
        $mySecond = $myConnection
        $myText = 'text'

        foreach ($name in 'Get-SunoTask x', 'Test-SunoConnection', 'Submit-SunoMusic x') {
            $offered = Get-Completion "$name -Connection " | Where-Object CompletionText -Like '$my*'
            $offered.CompletionText | Should -Be '$myConnection', '$mySecond' -Because $name
            $offered[0].ToolTip | Should -Be "$myConnection"
        }

        $myText | Should -Be 'text'
    }

    It 'The journal offers gateways, and the names of submissions, which are literal patterns' {
        $env:SUNO_JOURNAL = New-TestFolder
        $null = @('first', 'a [b] song', 'first', "x`e[31m").ForEach({ Submit-SunoMusic "about $_" -Name $_ })

        (Get-Completion 'Get-SunoSubmission ').CompletionText | Should -Be 'first', "'a ``[b``] song'"
        Get-SunoSubmission 'a `[b`] song' | Should -HaveCount 1
        (Get-Completion 'Get-SunoSubmission -Gateway ').CompletionText | Should -Be ([uri] $gateway.BaseUri).Authority
    }

    It 'Clip ids are those of the tasks that the session has seen' {
        $task = Get-SunoTask (Get-TestTaskId Music 2)

        (Get-Completion 'Join-SunoClip ').CompletionText | Should -Be $task.Clips.ClipId
        $offered = Get-Completion "Submit-SunoMusic x -ContinueClipId $($task.Clips[1].ClipId.Substring(0, 35))"
        $offered.CompletionText | Should -Contain $task.Clips[1].ClipId
        $offered[0].ToolTip | Should -Be "$($task.Title) (Success)"
    }

    It 'File names of <Line> complete the fields of clips' -ForEach @(
        @{ Line = "Save-SunoClip -FileName '{Ti"; Expected = "'{Title}'" }
        @{ Line = "Save-SunoClip -FileName '{Title} {Nu"; Expected = "'{Title} {Number}'" }
        @{ Line = "Save-SunoClip -FileName 'It''s {Album}/{clipid8"; Expected = "'It''s {Album}/{ClipId8}'" }
    ) {
        (Get-Completion $Line).CompletionText | Should -Be $Expected
    }

    It 'File names offer every field after text' {
        (Get-Completion "Save-SunoClip -FileName 'a ").CompletionText | Should -HaveCount 11
    }

    It 'Task ids are none in a session that has seen none' {
        Get-Completion 'Get-SunoTask 5f3a' | Should -BeNullOrEmpty
    }

    It 'Task ids of <Name> are those that the session has seen, the newest first' -ForEach @(
        @{ Name = 'Get-SunoTask' }, @{ Name = 'Get-SunoTaskBatch' }, @{ Name = 'Wait-SunoTask' }
    ) {
        $first, $second, $third = Get-TestTaskId Music 1, 2, 3
        $null = Get-SunoTaskBatch $first, $second
        $null = Get-SunoTask $third
        $null = Wait-SunoTask $first

        (Get-Completion "$Name ").CompletionText | Should -Be $first, $third, $second
        (Get-Completion "$Name -TaskId 5F3A").CompletionText | Should -Be $first, $third, $second
        (Get-Completion "$Name -Id '$third").CompletionText | Should -Be $third
        (Get-Completion "$Name $second, $($third.Substring(0, 36))").CompletionText | Should -Be $third
    }

    It 'Task ids have title and state beside them' {
        $null = Get-SunoTaskBatch (Get-TestTaskId Progressing 0), (Get-TestTaskId Failed 1),
            (Get-TestTaskId Lyrics 0), (Get-TestTaskId Music 2)

        (Get-Completion 'Get-SunoTask ').ToolTip |
            Should -Be '城市之光 (Success)', 'Harbour Lights (Success)', 'Failure', 'Submitted'
        (Get-Completion 'Get-SunoTask ')[0].ListItemText | Should -Be (Get-TestTaskId Music 2)
    }

    It 'Task ids come from clips and saved answers too' {
        $null = Get-SunoTask (Get-TestTaskId Music 1) -ExpandClip
        $null = '{"code":"success","data":{"task_id":"5f3a-saved","status":"SUCCESS"}}' | ConvertFrom-SunoJson

        (Get-Completion 'Get-SunoTask 5f3a').CompletionText | Should -Be '5f3a-saved', (Get-TestTaskId Music 1)
    }

    It 'Task ids are quoted where PowerShell would not take them for one word: <_>' -ForEach @(
        '00123', '1e3', '5kb', '0x1F', '--%', 'it''s; a $task'
    ) {
        $null = @{ code = 'success'; data = @{ task_id = $_; status = 'SUCCESS' } } | ConvertTo-Json |
            ConvertFrom-SunoJson
        $offered = Get-Completion 'Get-SunoTask '

        $offered.CompletionText | Should -BeExactly "'$($_.Replace("'", "''"))'"
        $offered.ListItemText | Should -BeExactly $_
    }

    It 'Task ids have a tooltip of one line, without characters that a terminal interprets' {
        $clip = '{"id":"c","title":"a\nb\u001b[31m","audio_url":"x"}'
        $null = '{"code":"success","data":{"task_id":"5f3a-title","status":"SUCCESS","data":[' + "$clip]}}" |
            ConvertFrom-SunoJson
        $null = '{"code":"success","data":{"task_id":"5f3a\u001b[31m","status":"SUCCESS"}}' | ConvertFrom-SunoJson

        $offered = @(Get-Completion 'Get-SunoTask 5f3a')
        $offered | Should -HaveCount 1 -Because 'an id that a terminal interprets is not offered'
        $offered.ToolTip | Should -BeExactly 'a b [31m (Success)'
    }

    It 'Task ids are the newest 128 at the most' {
        $many = Get-TestTaskId Music (1..200)
        $null = Get-SunoTaskBatch $many

        (Get-Completion 'Get-SunoTask ').CompletionText | Should -Be $many[199..72]
    }

    It 'Task ids keep neither the tasks nor their long titles in memory' {
        $title = 'e' + [string][char]0x301 * 100000
        $weak = & {
            $text = '{"code":"success","data":{"task_id":"5f3a-long","data":[{"id":"c","title":"' + $title + '"}]}}'
            [WeakReference]::new(($text | ConvertFrom-SunoJson))
        }
        [GC]::Collect()

        $weak.IsAlive | Should -BeFalse
        (Get-Completion 'Get-SunoTask 5f3a').ToolTip.Length | Should -BeLessThan 300
    }

    It 'Task ids of a session are no other''s' {
        $null = Get-SunoTask (Get-TestTaskId Music 1)
        $there = Invoke-TestRunspace '(TabExpansion2 "Get-SunoTask 5f3a" 17).CompletionMatches.CompletionText'

        $there.Output | Where-Object { $_ -like '5f3a*' } | Should -BeNullOrEmpty
        (Get-Completion 'Get-SunoTask 5f3a').CompletionText | Should -Be (Get-TestTaskId Music 1)
    }

    It 'Task ids are sent to no gateway' {
        $null = Get-SunoTask (Get-TestTaskId Music 1)
        Reset-TestGateway $gateway
        $null = Get-Completion 'Get-SunoTask '

        @(Get-TestGatewayLog $gateway) | Should -HaveCount 0
    }
}
