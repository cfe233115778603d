#Requires -Version 7.4

Describe 'Money is spent once' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
        $gateway = Start-TestGateway

        function Get-Accepted {
            (Get-TestGatewayStatistic $gateway).accepted
        }

        function New-Row {
            # Rows with a name, an album, and a description that contains the name.
            param([string[]] $Name)

            $Name | ForEach-Object { [pscustomobject]@{ Album = 'X'; Name = $_; Description = "song $_" } }
        }

        function Set-State {
            # Submits rows so that the journal has an entry with this state for each.
            param([string] $State, $Row)

            switch ($State) {
                'Refused' { Add-TestGatewayFault $gateway @{ kind = 'status'; status = 400 } }
                'Unknown' { Add-TestGatewayFault $gateway @{ kind = 'resetBeforeHeaders' } }
                'Pending' { Add-TestGatewayFault $gateway @{ kind = 'resetBeforeHeaders' } }
            }

            $unused = 'none'
            if ($State -eq 'NotSent') {
                $unused = "127.0.0.1:$(Get-TestUnusedPort)"
                $Row | Submit-SunoMusic -ErrorAction SilentlyContinue -Connection (
                    Connect-SunoApi -BaseUri "http://$unused" -ApiKey $gateway.ApiKey -MaximumRetryCount 0 -PassThru)
                Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey -MaximumRetryCount 0
            } else {
                $null = $Row | Submit-SunoMusic -ErrorAction SilentlyContinue
            }

            foreach ($file in Get-ChildItem $env:SUNO_JOURNAL) {
                $lines = Get-Content $file | ForEach-Object { $_.Replace($unused, ([uri] $gateway.BaseUri).Authority) }
                if ($State -eq 'Pending') {
                    $lines = $lines | Where-Object { $_ -like '*"state":"Pending"*' }
                }

                Set-Content $file $lines
            }

            Reset-TestGateway $gateway
            $null = Invoke-TestGatewayControl $gateway Post 'submissions' @{ steps = 0 }
            (Get-SunoSubmission).State | Select-Object -Unique | Should -Be $State
        }
    }

    BeforeEach {
        Reset-TestSubmission $gateway
    }

    It '-Resume outputs the task of a row that was accepted, with the columns of the row' {
        $rows = New-Row 'a', 'b'
        $before = $rows[0] | Submit-SunoMusic
        $rows[0].Album = 'Y'

        $tasks = $rows | Submit-SunoMusic -Resume -WarningVariable warnings

        $tasks.Name | Should -Be 'a', 'b'
        $tasks.Album | Should -Be 'Y', 'X'
        $tasks[0].TaskId | Should -Be $before.TaskId
        $tasks[0].Status, $tasks[0].Gateway | Should -Be 'Submitted', $before.Gateway
        $warnings | Should -BeNullOrEmpty
        Get-Accepted | Should -Be 2
    }

    It '-Resume sends a row again that is <State>' -ForEach @(@{ State = 'Refused' }, @{ State = 'NotSent' }) {
        Set-State $State (New-Row 'a')

        (New-Row 'a' | Submit-SunoMusic -Resume).Name | Should -Be 'a'
        Get-Accepted | Should -Be 1
    }

    It '-Resume has an error for a row that is <State>, which names the line that settles it' -ForEach @(
        @{ State = 'Unknown' }, @{ State = 'Pending' }
    ) {
        Set-State $State (New-Row 'a')
        $tasks = New-Row 'a', 'b' | Submit-SunoMusic -Resume -ErrorVariable failed -ErrorAction SilentlyContinue

        $tasks.Name | Should -Be 'b'
        $failed.FullyQualifiedErrorId | Should -BeLike 'SubmissionUnknown,*'
        $failed.TargetObject.Name | Should -Be 'a'
        "$failed" | Should -BeLike "'a': It may have been submitted at *"
        $command = "$failed" -replace '.*: (?=Get-SunoSubmission)'
        $command | Should -Be 'Get-SunoSubmission -State Unknown, Pending | Submit-SunoMusic'
        $again = & ([scriptblock]::Create($command))

        $again.Name, $again.Album | Should -Be 'a', 'X'
        (Get-SunoSubmission -State $State).Error | Should -BeLike "Submitted again as task '$($again.TaskId)'.*"
        (New-Row 'a' | Submit-SunoMusic -Resume).TaskId | Should -Be $again.TaskId
        & ([scriptblock]::Create("$command -WarningAction SilentlyContinue")) | Should -BeNullOrEmpty
        Get-Accepted | Should -Be 2
    }

    It '-Resume takes other content, another name, another kind or another gateway as another submission' {
        $null = Submit-SunoMusic 'a' -Name 'n'
        $null = Submit-SunoMusic 'b' -Name 'n' -Resume
        $null = Submit-SunoMusic 'a' -Name 'm' -Resume
        $null = Submit-SunoMusic 'a' -Name 'n' -Model 'chirp-v4' -Resume
        $null = Submit-SunoLyrics 'a' -Name 'n' -Resume
        Get-Accepted | Should -Be 5
        $null = Submit-SunoMusic 'a' -Name 'n' -Resume
        $null = Submit-SunoLyrics 'a' -Name 'n' -Resume
        $null = Submit-SunoMusic 'a' -Name 'n' -NotifyHook 'https://example.com/hook' -Resume
        Get-Accepted | Should -Be 5
        Connect-SunoApi -BaseUri "$($gateway.BaseUri)/ecovai" -ApiKey $gateway.ApiKey
        $null = Submit-SunoMusic 'a' -Name 'n' -Resume
        Get-Accepted | Should -Be 6
    }

    It '-Resume knows a gateway by its address, whatever it is called' {
        Connect-SunoApi OpenAIHub -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey
        $first = Submit-SunoMusic 'a' -Resume
        Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey
        $again = Submit-SunoMusic 'a' -Resume -Wait

        $again.TaskId, $again.Status | Should -Be $first.TaskId, 'Success'
        Connect-SunoApi -BaseUri "$($gateway.BaseUri)/" -ApiKey $gateway.ApiKey
        (Submit-SunoMusic 'a' -Resume).TaskId | Should -Be $first.TaskId
        Get-Accepted | Should -Be 1
    }

    It '-Resume knows a name that ends in half a character' {
        $name = 'beach ' + [char]0xD83D
        $first, $again = 1..2 | ForEach-Object { Submit-SunoMusic 'a' -Name $name -Resume }

        $again.TaskId | Should -Be $first.TaskId
        Get-Accepted | Should -Be 1
    }

    It '-Resume makes one song of equal rows, each with its own object' {
        $rows = New-Row 'a', 'b', 'a', 'a'
        $rows[2].Album = 'Y'
        $tasks = $rows | Submit-SunoMusic -Resume

        $tasks.Name | Should -Be 'a', 'b', 'a', 'a'
        $tasks.Album | Should -Be 'X', 'X', 'Y', 'X'
        $tasks.TaskId | Sort-Object -Unique | Should -HaveCount 2
        Get-Accepted | Should -Be 2
    }

    It '-Resume has the error of a row for each equal one' {
        Add-TestGatewayFault $gateway @{ kind = 'resetBeforeHeaders'; idContains = 'song a'; times = 1 }
        New-Row 'a', 'a' | Submit-SunoMusic -Resume -ErrorVariable failed -ErrorAction SilentlyContinue

        $failed | Should -HaveCount 2
        $failed.FullyQualifiedErrorId | Should -BeLike 'SubmissionUnknown,*'
        (Get-TestGatewayStatistic $gateway).requests | Should -Be 1
    }

    It '-Resume waits with -Wait for tasks of before' {
        $null = New-Row 'a' | Submit-SunoMusic
        $rows = New-Row 'a', 'b', 'b'
        $rows[2].Album = 'Y'
        $tasks = $rows | Submit-SunoMusic -Resume -Wait

        $tasks.Status | Should -Be 'Success', 'Success', 'Success'
        $tasks | ForEach-Object { $_.Album + $_.Clips[1].Album } | Sort-Object | Should -Be 'XX', 'XX', 'YY'
        Get-Accepted | Should -Be 2
    }

    It '-Resume takes texts and entries of the journal' {
        $first = 'one', 'two' | Submit-SunoMusic
        'one', 'three' | Submit-SunoMusic -Resume | ForEach-Object TaskId | Should -Contain $first[0].TaskId
        (Get-SunoSubmission | Submit-SunoMusic -Resume).TaskId | Sort-Object |
            Should -Be ((Get-SunoSubmission).TaskId | Sort-Object)
        Get-Accepted | Should -Be 3
    }

    It '-Resume is invalid without a journal: <Name>, and nothing is sent' -ForEach @(
        @{ Name = 'it is off'; Folder = { 'off' } }, @{ Name = 'its path is relative'; Folder = { 'relative' } }
        @{
            Name = 'it cannot be written'
            Folder = {
                Set-Content (Join-Path $env:SUNO_JOURNAL 'file') ''
                Join-Path $env:SUNO_JOURNAL 'file' 'journal'
            }
        }
        @{ Name = 'its folder takes no files'; Folder = { $IsLinux ? '/proc/nosuch' : 'relative' } }
    ) {
        $env:SUNO_JOURNAL = & $Folder
        { New-Row 'a', 'b' | Submit-SunoMusic -Resume } | Should -Throw '*SUNO_JOURNAL*' -ErrorId 'InvalidArgument,*'

        (Get-TestGatewayStatistic $gateway).requests | Should -Be 0
    }

    It 'The journal of -Resume belongs to one command at a time' {
        $lock = [IO.File]::Open(
            (Join-Path $env:SUNO_JOURNAL 'resume-Music.lock'), 'OpenOrCreate', 'ReadWrite', 'None')
        try {
            { New-Row 'a' | Submit-SunoMusic -Resume } |
                Should -Throw 'Another Submit-SunoMusic with -Resume is running*' -ErrorId 'InvalidArgument,*'
            (Submit-SunoLyrics 'b' -Resume).Action | Should -Be 'LYRICS'
        } finally {
            $lock.Dispose()
        }

        (New-Row 'a' | Submit-SunoMusic -Resume).Name | Should -Be 'a'
        Get-Accepted | Should -Be 2
    }

    It 'The journal of -Resume knows lyrics again whose line breaks another program has changed' {
        $null = [pscustomobject]@{ Lyrics = "one`r`ntwo"; Title = 'a' } | Submit-SunoMusic
        $null = [pscustomobject]@{ Lyrics = "one`ntwo"; Title = 'a' } | Submit-SunoMusic -Resume

        Get-Accepted | Should -Be 1
    }

    It 'The journal of -Resume has to be readable, but for a last line that was not completed' {
        $null = New-Row 'a' | Submit-SunoMusic
        $file = Get-ChildItem $env:SUNO_JOURNAL
        Add-Content $file '{"id":"torn","time":' -NoNewline
        (New-Row 'a' | Submit-SunoMusic -Resume -WarningAction Ignore).Name | Should -Be 'a'
        Add-Content $file "`n{}"

        { New-Row 'a' | Submit-SunoMusic -Resume } | Should -Throw -ErrorId 'InvalidArgument,*'
        Get-Accepted | Should -Be 1
    }

    Context 'a failed task' {
        BeforeEach {
            $null = Invoke-TestGatewayControl $gateway Post 'submissions' @{ steps = 0; failContains = 'bad' }
            $failedTask = New-Row 'bad', 'good' | Submit-SunoMusic | Wait-SunoTask | Where-Object Status -EQ Failure
            $null = Invoke-TestGatewayControl $gateway Post 'submissions' @{ steps = 0 }
        }

        It 'is submitted again from the journal, with its columns, once<With>' -ForEach @(
            @{ With = ''; Change = { $args[0] } }
            @{
                With = ' from Clixml'
                Change = {
                    $args[0] | Export-Clixml (Join-Path $env:SUNO_JOURNAL 'x.xml')
                    Import-Clixml (Join-Path $env:SUNO_JOURNAL 'x.xml')
                }
            }
            @{ With = ' from a CSV file'; Change = { $args[0] | ConvertTo-Csv | ConvertFrom-Csv } }
            @{ With = ' from JSON'; Change = { $args[0] | ConvertTo-Json -Depth 5 | ConvertFrom-Json } }
        ) {
            $piped = & $Change $failedTask
            $again = $piped | Submit-SunoMusic -WarningVariable warnings
            $nothing = $piped | Submit-SunoMusic -WarningVariable left -WarningAction SilentlyContinue

            $again.Name, $again.Album | Should -Be 'bad', 'X'
            ($again | Wait-SunoTask).Title | Should -Be 'song bad'
            $warnings | Should -BeNullOrEmpty
            $nothing | Should -BeNullOrEmpty
            "$left" | Should -BeLike 'Left out 1 entry of the journal: *submitted again already*pipe the newest one.'
            Get-Accepted | Should -Be 3
            (New-Row 'bad' | Submit-SunoMusic -Resume).TaskId | Should -Be $again.TaskId
        }

        It 'is submitted again once, also if a clock was wrong' {
            $file = Get-ChildItem $env:SUNO_JOURNAL
            $time = [DateTimeOffset]::UtcNow.AddMinutes(5).ToString('o')
            Set-Content $file ((Get-Content $file) -replace '(?<="time":")[^"]+', $time)

            $again = 1..3 | ForEach-Object { $failedTask | Submit-SunoMusic -WarningAction SilentlyContinue }

            $again | Should -HaveCount 1
            Get-Accepted | Should -Be 3
        }

        It 'is not submitted again while the outcome of a repetition is not known<With>' -ForEach @(
            @{ With = ''; Resume = $false }, @{ With = ', with -Resume'; Resume = $true }
        ) {
            Add-TestGatewayFault $gateway @{ kind = 'resetBeforeHeaders'; times = 1 }
            $before = (Get-TestGatewayStatistic $gateway).requests
            1..3 | ForEach-Object {
                $failedTask | Submit-SunoMusic -Resume:$Resume -ErrorVariable +failed -ErrorAction SilentlyContinue
            } | Should -BeNullOrEmpty

            $failed.FullyQualifiedErrorId | Should -BeLike 'SubmissionUnknown,*'
            (Get-TestGatewayStatistic $gateway).requests - $before | Should -Be 1
            (Get-SunoSubmission -State Unknown | Submit-SunoMusic).Name | Should -Be 'bad'
        }

        It 'is submitted as corrected by a column' {
            $failedTask | Select-Object *, @{ Name = 'Description'; Expression = { 'better' } } | Submit-SunoMusic |
                Should -HaveCount 1
            (Get-SunoSubmission)[-1].Description | Should -Be 'better'
        }

        It 'stays failed for -Resume until it is piped back' {
            (New-Row 'bad' | Submit-SunoMusic -Resume).TaskId | Should -Be $failedTask.TaskId
            Get-Accepted | Should -Be 2
        }

        It 'of another kind, or that the journal does not know, is an error' {
            $failedTask | Submit-SunoLyrics -ErrorVariable kind -ErrorAction SilentlyContinue
            Get-ChildItem $env:SUNO_JOURNAL | Remove-Item
            $failedTask | Submit-SunoMusic -ErrorVariable unknown -ErrorAction SilentlyContinue

            "$kind" | Should -BeLike '*a submission of Submit-SunoMusic. Pipe it to Submit-SunoMusic.'
            "$unknown" | Should -BeLike "*the journal has no entry of task '$($failedTask.TaskId)'*"
            $kind.FullyQualifiedErrorId, $unknown.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
            $unknown.TargetObject | Should -Be $failedTask
            Get-Accepted | Should -Be 2
        }
    }

    It 'Entries of the journal that are <State> are submitted again until they are accepted' -ForEach @(
        @{ State = 'Refused' }, @{ State = 'NotSent' }, @{ State = 'Unknown' }, @{ State = 'Pending' }
    ) {
        Set-State $State (New-Row 'a', 'b')
        $first = Get-SunoSubmission -State $State | Submit-SunoMusic -WarningVariable warnings `
            -WarningAction SilentlyContinue
        $second = Get-SunoSubmission -State $State | Submit-SunoMusic -WarningVariable left `
            -WarningAction SilentlyContinue

        $first.Name | Should -Be 'a', 'b'
        $first.Album | Should -Be 'X', 'X'
        "$warnings" | Should -BeLike ($State -eq 'Pending' ? "*'a' may still be in flight*1 more*" : '')
        $second | Should -BeNullOrEmpty
        "$left" | Should -BeLike 'Left out 2 entries of the journal*'
        Get-Accepted | Should -Be 2
    }

    It 'Entries of the journal that were accepted meanwhile are not submitted<With>' -ForEach @(
        @{ With = ''; Change = { $args[0] } }
        @{ With = ', from a CSV file'; Change = { $args[0] | ConvertTo-Csv | ConvertFrom-Csv } }
    ) {
        $null = New-Row 'a' | Submit-SunoMusic
        $file = Get-ChildItem $env:SUNO_JOURNAL
        $lines = Get-Content $file
        Set-Content $file ($lines -like '*"state":"Pending"*')
        $entry = & $Change (Get-SunoSubmission -State Pending)
        Set-Content $file $lines
        $entry | Submit-SunoMusic -WarningVariable left -WarningAction SilentlyContinue | Should -BeNullOrEmpty

        "$left" | Should -BeLike 'Left out 1 entry of the journal*'
        Get-Accepted | Should -Be 1
    }

    It 'Entries of the journal that are equal are submitted once' {
        Set-State 'Unknown' (New-Row 'a', 'a', 'b')

        (Get-SunoSubmission | Submit-SunoMusic -WarningAction SilentlyContinue).Name | Should -Be 'a', 'b'
    }

    It 'Entries of the journal that are accepted, or of another kind, are not submitted<With>' -ForEach @(
        @{ With = ''; Change = { $args[0] } }
        @{ With = ', from a CSV file'; Change = { $args[0] | ConvertTo-Csv | ConvertFrom-Csv } }
        @{ With = ', from JSON'; Change = { $args[0] | ConvertTo-Json -Depth 5 | ConvertFrom-Json } }
        @{ With = ', from JSON as a hashtable'
            Change = { $args[0] | ConvertTo-Json -Depth 5 | ConvertFrom-Json -AsHashtable } }
    ) {
        $null = Submit-SunoMusic 'a'
        $entry = & $Change (Get-SunoSubmission)
        $entry | Submit-SunoMusic -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $entry | Submit-SunoLyrics -ErrorVariable failed -ErrorAction SilentlyContinue

        $failed.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        ($entry | Submit-SunoMusic -Resume).TaskId | Should -Not -BeNullOrEmpty
        Get-ChildItem $env:SUNO_JOURNAL | Remove-Item
        $entry | Submit-SunoMusic -Resume -WarningVariable left -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$left" | Should -BeLike 'Left out 1 entry of the journal*'
        Get-Accepted | Should -Be 1
    }

    It 'Entries of the journal of another gateway use its connection, or give an error that names both' {
        Set-State 'Refused' (New-Row 'a')
        $entry = Get-SunoSubmission
        $other = Start-TestGateway
        Connect-SunoApi -BaseUri $other.BaseUri -ApiKey $other.ApiKey
        $elsewhere = $entry | ConvertTo-Csv | ConvertFrom-Csv
        $elsewhere.Gateway = 'nowhere.example'
        $elsewhere | Submit-SunoMusic -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$failed" | Should -BeLike '*nowhere.example*127.0.0.1*'

        ($elsewhere | Submit-SunoMusic -Connection (Get-SunoConnection)).Name | Should -Be 'a'
        (Get-TestGatewayStatistic $other).accepted | Should -Be 1
        ($entry | Submit-SunoMusic -Wait).Gateway | Should -Be $entry.Gateway
        Get-Accepted | Should -Be 1
    }

    It 'shows with -WhatIf a line for each row and the totals, and sends nothing' {
        $null = New-Row 'before' | Submit-SunoMusic -Model 'chirp-v4'
        $said = Get-TestTranscript -Parameter @{ Connection = Get-SunoConnection } -Script @'
                param($Connection)
                'Name,Description,Lyrics,Instrumental', 'before,song before,,', 'one,song one,,', ",$('long ' * 50),,",
                    'both,a,b,', 'odd,a,,perhaps' | ConvertFrom-Csv | Add-Member Album 'X' -PassThru |
                    Submit-SunoMusic -Model 'chirp-v4' -Resume -WhatIf -Connection $Connection -ErrorAction Ignore
'@
        $lines = $said -split '\r?\n' -match '^What if'
        $lines | Should -HaveCount 3
        $lines[0] | Should -Be 'What if: one (Music, chirp-v4)'
        $lines[1] | Should -BeLike 'What if: long long*… (Music, chirp-v4)'
        $lines[2] | Should -Be (
            'What if: 2 would be submitted, 1 accepted before, 2 invalid. ' +
            "The journal is in $($env:SUNO_JOURNAL).")
        $said | Should -Not -Match 'POST'
        Get-Accepted | Should -Be 1
    }

    It 'shows the request, once, and the folder of the journal with -Verbose' {
        $lines = Submit-SunoMusic 'a' -Verbose 4>&1 | ForEach-Object { "$_" }

        $lines | Should -Contain "The journal is in $($env:SUNO_JOURNAL)."
        $lines -like '*POST*' | Should -HaveCount 1
    }

    It 'shows the name or the text of a task without a title' {
        $lines = 'a calm song', [pscustomobject]@{ Name = 'named'; Description = 'b' } |
            Submit-SunoMusic | Format-Table | Out-String -Width 90

        $lines | Should -Match '(?m)^Submitted +a calm song '
        $lines | Should -Match '(?m)^Submitted +named '
    }

    Context 'warnings that stop' {
        BeforeEach {
            Set-TestGatewayLatency $gateway 300
        }

        It 'output what was accepted before, and send nothing more<With>' -ForEach @(
            @{ With = ''; More = @{} }, @{ With = ', under -Debug'; More = @{ Debug = $true; Confirm = $false } }
        ) {
            $caught = try {
                $null = New-Row 'a', 'b', 'a', 'c' |
                    Submit-SunoMusic -OutVariable tasks -WarningAction Stop @More 5> $null
            } catch { $_ }

            "$caught" | Should -BeLike "*'a' equals an earlier row*"
            $tasks.Name | Should -Be 'a', 'b'
            Get-Accepted | Should -Be 2
        }

        It 'do not replace the error of a later command' {
            { New-Row 'a', 'b' | Submit-SunoMusic -WarningAction Stop | ForEach-Object { throw 'enough' } } |
                Should -Throw 'enough'
        }

        It 'come before the first submission if the journal cannot be written' {
            $file = Join-Path $env:SUNO_JOURNAL 'file'
            Set-Content $file ''
            $env:SUNO_JOURNAL = Join-Path $file 'journal'

            { New-Row 'a', 'b' | Submit-SunoMusic -WarningAction Stop } | Should -Throw '*journal*cannot be written*'
            (Get-TestGatewayStatistic $gateway).requests | Should -Be 0
        }

        It 'say that ids are lost if the journal is not written' {
            $env:SUNO_JOURNAL = 'off'
            $caught = try {
                $null = New-Row 'a', 'b' | Submit-SunoMusic -WarningVariable warnings -WarningAction SilentlyContinue |
                    ForEach-Object { throw 'enough' }
            } catch { "$_" }

            $caught | Should -Be 'enough'
            "$warnings" | Should -Match '(accepted but not output|in flight).*Their task ids are lost'
        }
    }

    It 'a task id that is none leaves the outcome unknown if an earlier submission has it' {
        Add-TestGatewayAnswer $gateway -Body @{ code = 'success'; data = 'same-1' } -Times 2
        $tasks = New-Row 'a', 'b' | Submit-SunoMusic -ThrottleLimit 1 -ErrorVariable failed `
            -ErrorAction SilentlyContinue

        $tasks.TaskId | Should -Be 'same-1'
        $failed.FullyQualifiedErrorId | Should -BeLike 'SubmissionUnknown,*'
        (Get-SunoSubmission).State | Should -Be 'Accepted', 'Unknown'
    }

    It 'has each song once, whenever the process is killed' {
        # Some moments for everyone, more where there is time.
        $kills = $env:SUNOPS_KILLS ? 20 : 8
        $seed = 20261129
        $random = [Random]::new($seed)
        $albums = 'Größe', '夜曲', 'Q4 Launch'
        $rows = foreach ($number in @(1..36) + 3, 3, 14, 36) {
            $album = $albums[$number % 3]
            [pscustomobject]@{ Album = $album; Name = "Lied $number ü"; Description = "关于 $album 的歌 $number" }
        }
        $rows | Should -HaveCount 40
        $folder = New-TestFolder
        $rows | Export-Csv (Join-Path $folder 'songs.csv')
        Set-TestGatewayLatency $gateway 10
        $null = Invoke-TestGatewayControl $gateway Post 'media' @{ cutRate = 0.1; pauseMilliseconds = 5; seed = $seed }
        foreach ($fault in @(
                @{ kind = 'status'; status = 429; retryAfterSec = 0; rate = 0.1; path = '/submit/' }
                @{ kind = 'resetBeforeHeaders'; isAfterWork = $true; rate = 0.05; path = '/submit/' }
                @{ kind = 'status'; status = 503; rate = 0.1; path = '/fetch' }
                @{ kind = 'resetInBody'; rate = 0.1; path = '/fetch' }
            )) {
            Add-TestGatewayFault $gateway ($fault + @{ seed = $seed })
        }

        $line = @'
            Import-Csv songs.csv | Submit-SunoMusic -Resume -ThrottleLimit 4 | Wait-SunoTask -PollingIntervalSec 1 |
                Save-SunoClip ./songs -FileName '{Album}/{Name} {Index:00}'
'@
        $script = @"
            Set-Location `$env:FOLDER
            Connect-SunoApi -BaseUri `$env:ADDRESS -ApiKey `$env:TEST_KEY -RetryIntervalSec 1
            'ready'
            `$null = [Console]::In.ReadLine()
            $line
            'done'
"@
        $songs = Join-Path $folder 'songs'
        $getProgress = {
            (Get-TestGatewayStatistic $gateway).requests +
            @(Get-ChildItem $songs -Recurse -File -ErrorAction Ignore).Count
        }
        $start = { Start-TestPowerShell $gateway $script @{ FOLDER = $folder } }
        Stop-TestPowerShellAtWork $start $getProgress $random 14 $kills
        Push-Location $folder
        try {
            Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey -RetryIntervalSec 1
            $run = [scriptblock]::Create($line)
            $ErrorActionPreference = 'Continue'
            $unclear = & $run 2>&1
            # Of what this sends, nothing is lost.
            $null = Invoke-TestGatewayControl $gateway Delete 'faults'
            $null = Get-SunoSubmission -State Unknown, Pending | Submit-SunoMusic -WarningAction Ignore
            $ErrorActionPreference = 'Stop'
            & $run
            $accepted = Get-Accepted
            # Windows lists parts that a process left behind.
            $files = Get-ChildItem $songs -Recurse -File -Exclude .sunops-*
            & $run
            $after = Get-ChildItem $songs -Recurse -File -Exclude .sunops-*
        } finally {
            Pop-Location
        }

        $unclear.FullyQualifiedErrorId | Should -BeLike 'SubmissionUnknown,*'
        foreach ($property in 'FullName', 'Length', 'LastWriteTimeUtc') {
            $after.$property | Should -Be $files.$property
        }

        Get-Accepted | Should -Be $accepted
        $names = $files | ForEach-Object { "$($_.Directory.Name)/$($_.BaseName)" } | Sort-Object
        $names | Should -Be ($rows | Sort-Object -Unique Name | ForEach-Object { "$($_.Album)/$($_.Name) 01"
                "$($_.Album)/$($_.Name) 02" } | Sort-Object)
        $taken = Get-SunoTaskBatch (1..$accepted | ForEach-Object { '5f3a0005-0000-4000-8000-{0:x12}' -f $_ })
        $taken.Title | Sort-Object -Unique | Should -HaveCount 36
        $unsure = Get-SunoSubmission -State Unknown, Pending
        $taken | Group-Object Title | Where-Object Count -GT 1 |
            ForEach-Object { $_.Name | Should -BeIn $unsure.Description }
        "seed ${seed}: $accepted taken for 36 songs, $(@($unsure).Count) unknown or pending, $kills kills" | Write-Host
    }
}
