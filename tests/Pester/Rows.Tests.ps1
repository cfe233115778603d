#Requires -Version 7.4

Describe 'Rows of a spreadsheet' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
        $gateway = Start-TestGateway

        function Get-Body {
            # The bodies of submissions, in the order of arrival.
            Invoke-TestGatewayControl $gateway Get 'log' | ForEach-Object { $_ } |
                Where-Object rawTarget -NotLike '*/fetch*' | ForEach-Object { $_.body | ConvertFrom-Json -AsHashtable }
        }

        function ConvertFrom-Row {
            param([string[]] $Line, [string] $Delimiter = ',')

            $Line | ConvertFrom-Csv -Delimiter $Delimiter
        }
    }

    BeforeEach {
        Reset-TestSubmission $gateway
    }

    It 'Cells are <Flag> in the words of Excel' -ForEach @(
        @{
            Flag = $true
            Words = 'true', 'TRUE', 'yes', 'Y', 'x', '1', 'on', '$true', 'WAHR', 'Ja', 'VRAI', 'oui', 'VERDADERO',
                'Sí', 'VERO', 'sim', 'WAAR', 'prawda', 'ИСТИНА', '是', '真', 'はい', '예', 'DOĞRU', ' ja '
        }
        @{
            Flag = $false
            Words = '', ' ', 'false', 'No', '0', '-', 'FALSCH', 'nein', 'FAUX', 'non', 'FALSO', 'não', 'ONWAAR',
                'nie', 'ЛОЖЬ', '否', '假', 'いいえ', '아니요', 'YANLIŞ'
        }
    ) {
        $tasks = $Words | ForEach-Object { [pscustomobject]@{ Description = "a$_"; Instrumental = $_ } } |
            Submit-SunoMusic

        $tasks | Should -HaveCount $Words.Count
        (Get-Body).make_instrumental | Sort-Object -Unique | Should -Be $Flag
    }

    It 'Cells are trimmed, and so are headers' {
        $rows = ConvertFrom-Row 'Name , Lyrics,Title ,Tags,Model', ' a , la la , La , pop , chirp-v4 '

        ($rows | Submit-SunoMusic).Name | Should -BeExactly 'a'
        $body = Get-Body
        $body.prompt, $body.title, $body.tags, $body.mv | Should -Be 'la la', 'La', 'pop', 'chirp-v4'
        (Get-SunoSubmission -Name 'a').Lyrics | Should -BeExactly 'la la'
    }

    It 'Cells of other names are in the error of a row without content' {
        ConvertFrom-Row 'Album,Beschreibung', 'a,b' |
            Submit-SunoMusic -ErrorVariable failures -ErrorAction SilentlyContinue

        "$failures" | Should -BeLike '*neither Description nor Lyrics; its columns are Album, Beschreibung*'
    }

    It 'Cells can be numbers, Booleans, times and lists' {
        $row = [pscustomobject]@{ Lyrics = 'la'; Title = 1984; Instrumental = $true; Tag = 'pop', ' calm '
            ContinueClipId = 'c'; ContinueAt = [timespan]'0:1:30' }
        $none = [DBNull]::Value
        $ofDatabase = [pscustomobject]@{ Lyrics = 'd'; Title = $none; Instrumental = $none; ContinueAt = $none }
        $null = $row, (ConvertFrom-Row 'Lyrics,ContinueClipId,ContinueAt', 'b,c,"90,5"'), $ofDatabase |
            Submit-SunoMusic -ThrottleLimit 1

        $body = Get-Body
        $body[0].title, $body[0].make_instrumental, $body[0].tags, $body[0].continue_at |
            Should -Be '1984', $true, 'pop, calm', 90
        $body[1].continue_at | Should -Be 90.5
        $body[2].prompt | Should -Be 'd'
        $body[2].PSObject.Properties.Name | Should -Not -Contain 'continue_at'
    }

    It 'Cells that cannot be read give an error with the number and name of the row, and the cell' {
        $rows = ConvertFrom-Row 'Name,Description,Instrumental,ContinueClipId,ContinueAt', 'one,a,,,', ',,,,',
            'three,b,perhaps,,', ',c,,clip,noon', 'five,d,,,'

        $tasks = $rows | Submit-SunoMusic -ErrorVariable failed -ErrorAction SilentlyContinue

        $tasks.Name | Should -Be 'one', 'five'
        $failed.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$($failed[0])" | Should -Be "Row 3 ('three'): 'perhaps' in the column Instrumental is not true or false."
        "$($failed[1])" | Should -BeLike "Row 4: 'noon' in the column ContinueAt is not a position in a song*"
        $failed.TargetObject | Should -Be $rows[2], $rows[3]
    }

    It 'cells that are <Name> give one error for the row, and nothing is sent' -ForEach @(
        @{ Name = 'objects'; Cell = [pscustomobject]@{ x = 1 } }, @{ Name = 'hashtables'; Cell = @{ x = 1 } }
        @{ Name = 'lists'; Cell = 'a', 'b' }, @{ Name = 'longer than a line of the journal'; Cell = 'x' * 9MB }
    ) {
        @{ Description = $Cell; Name = 'n' } | Submit-SunoMusic -ErrorVariable failed -ErrorAction SilentlyContinue

        $failed.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$failed" | Should -BeLike "Row 1 ('n')*"
        Get-Body | Should -BeNullOrEmpty
    }

    It 'A cell that throws gives one error for its row: <_>' -ForEach 'Description', 'Name', 'Model' {
        $row = @{ Description = 'a'; Name = 'n'; Model = 'chirp-v4' }
        $row.Remove($_)
        $broken = [pscustomobject] $row | Add-Member ScriptProperty $_ { throw 'no' } -PassThru
        $broken | Submit-SunoMusic -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failed.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$failed" | Should -BeLike "Row 1*: The column $_ cannot be read: *no*"
        Get-Body | Should -BeNullOrEmpty
    }

    It 'A cell whose text throws is like one that throws, and other rows are submitted' {
        class Unprintable { [string] ToString() { throw 'no text' } }
        $rows = @{ Description = 'a'; Album = [Unprintable]::new() }, @{ Description = [Unprintable]::new() },
            [pscustomobject]@{ Description = 'c'; Tag = 'x', [Unprintable]::new() }, @{ Description = 'd' },
            @{ Description = 'e'; Name = [pscustomobject]@{} | Add-Member ScriptMethod ToString { throw 'no' } -Force `
                -PassThru }
        $rows | Submit-SunoMusic -ErrorVariable failed -ErrorAction SilentlyContinue | Should -HaveCount 2

        $failed.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$failed" | Should -BeLike ('Row 2: The column Description cannot be read: *no text*Row 3*no text*' +
            'Row 5: The column Name cannot be read: *no*')
        (Get-Body).gpt_description_prompt | Sort-Object | Should -Be 'a', 'd'
    }

    It 'Two different cells of one parameter give one error for the row: <Row>' -ForEach @(
        @{ Row = @{ Lyrics = 'x'; prompt = 'y' } }
        @{ Row = [pscustomobject]@{ Description = 'd'; Tag = 'a'; Tags = 'b' } }
        @{ Row = [pscustomobject]@{ Description = 'd'; 'Description ' = 'e' } }
    ) {
        $Row | Submit-SunoMusic -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        "$failed" | Should -BeLike 'Row 1: The columns * and * are both *. Leave one of them empty.'
        [pscustomobject]@{ Lyrics = 'same'; prompt = 'same'; Title = ''; title_ = 'own' } | Submit-SunoMusic `
            -WarningAction SilentlyContinue | Should -HaveCount 1
    }

    It 'A row with columns like those of the journal is a row: <Id>' -ForEach @{ Id = 'n17' }, @{ Id = '12' } {
        $row = [pscustomobject]@{
            EntryId = $Id; State = 'Accepted'; Kind = 'Music'; Description = 'a song about Texas'
        }
        $task = $row | Submit-SunoMusic

        (Get-Body).gpt_description_prompt | Should -Be 'a song about Texas'
        $task.EntryId, $task.State, $task.Kind | Should -Be $Id, 'Accepted', 'Music'
    }

    It 'A cell that throws is empty if it is a column of the user' {
        $row = [pscustomobject]@{ Description = 'a' } | Add-Member ScriptProperty Album { throw 'no' } -PassThru

        ($row | Submit-SunoMusic).psobject.Properties['Album'].Value | Should -BeNullOrEmpty
        (Get-Body).gpt_description_prompt | Should -Be 'a'
    }

    It 'Files with the delimiter <Delimiter> read with another one give one error that says so' -ForEach @(
        @{ Delimiter = ';'; Read = ','; Typed = "';'" }, @{ Delimiter = "`t"; Read = ','; Typed = '"``t"' }
        @{ Delimiter = ','; Read = ';'; Typed = "','" }, @{ Delimiter = '|'; Read = ','; Typed = "'|'" }
    ) {
        $lines = @('Album;Name;Description;Lyrics') + (1..20 | ForEach-Object { "A;song $_;a song;" }) -replace
            ';', $Delimiter
        $tasks = ConvertFrom-Row $lines $Read |
            Submit-SunoMusic -ErrorVariable failed -ErrorAction SilentlyContinue -WarningVariable warnings

        $tasks | Should -BeNullOrEmpty
        $failed | Should -HaveCount 1
        $failed.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$failed" | Should -BeLike "*Import-Csv -Delimiter $Typed."
        $warnings | Should -BeNullOrEmpty
        Get-Body | Should -BeNullOrEmpty
    }

    It 'Files read with the wrong encoding give one warning that says so (<Text>)' -ForEach @(
        @{ Text = "Gr`u{FFFD}n"; Encoding = 'ansi' }, @{ Text = "Gr`u{C3}`u{BC}n"; Encoding = 'utf8' }
    ) {
        $rows = ConvertFrom-Row 'Name,Description,Ort', 'a,Grün São Ã,', "b,$Text,", "c,d,$Text"
        $null = $rows | Submit-SunoMusic -WhatIf -WarningVariable warnings -WarningAction SilentlyContinue

        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike "Row 2 ('b') has *the column 'Description': *Import-Csv -Encoding $Encoding*"
    }

    It 'Files are not texts: an error says how to read them, and nothing is sent' {
        $file = Join-Path (New-TestFolder) 'songs.csv'
        Set-Content $file 'Name,Description', 'a,b'
        Push-Location (Split-Path $file)
        try {
            Submit-SunoMusic 'songs.csv' -ErrorVariable path -ErrorAction SilentlyContinue
            Submit-SunoMusic './other.xlsx' -ErrorVariable typo -ErrorAction SilentlyContinue
            Get-Content $file | Submit-SunoMusic -ErrorVariable lines -ErrorAction SilentlyContinue
        } finally {
            Pop-Location
        }

        "$path" | Should -BeLike "'songs.csv' is the name of a file*Import-Csv 'songs.csv' | Submit-SunoMusic"
        "$typo" | Should -BeLike "'./other.xlsx' is the name of a file*Import-Csv './other.csv' | Submit-SunoMusic"
        Get-Body | Should -BeNullOrEmpty
        $lines | Should -HaveCount 1
        "$lines" | Should -BeLike "'Name,Description' looks like the first line of a CSV file*"
    }

    It 'Files are texts if only the folder of the process has a file of that name' {
        $folder, $before = (New-TestFolder), [Environment]::CurrentDirectory
        $file = New-Item (Join-Path $folder 'calm')
        try {
            [Environment]::CurrentDirectory = $folder
            $null = Submit-SunoMusic 'calm'
            Submit-SunoMusic $file.FullName -ErrorVariable absolute -ErrorAction SilentlyContinue
            Push-Location $folder
            Submit-SunoMusic 'calm' -ErrorVariable here -ErrorAction SilentlyContinue
            Pop-Location
        } finally {
            [Environment]::CurrentDirectory = $before
        }

        (Get-Body).gpt_description_prompt | Should -Be 'calm'
        "$absolute" | Should -BeLike "'$($file.FullName)' is the name of a file*"
        "$here" | Should -BeLike "'calm' is the name of a file*"
    }

    It 'A row is <Form>' -ForEach @(
        @{ Form = 'a hashtable'; Get = { @{ Description = 'a'; Name = 'n'; Album = 'x' } } }
        @{ Form = 'an ordered hashtable'; Get = { [ordered]@{ Description = 'a'; Name = 'n'; Album = 'x' } } }
        @{ Form = 'a row of a database'; Get = {
                $table = [Data.DataTable]::new()
                $table.Columns.AddRange([Data.DataColumn[]] ('Description', 'Name', 'Album'))
                $table.Rows.Add('a', 'n', 'x')
            } }
        @{ Form = 'an object'; Get = { [pscustomobject]@{ Description = 'a'; Name = 'n'; Album = 'x' } } }
        @{ Form = 'an object of a class of PowerShell'
            Get = { class Song { $Description = 'a'; $Name = 'n' } [Song]::new() | Add-Member Album 'x' -PassThru } }
    ) {
        $row = & $Get
        $task = $row | Submit-SunoMusic

        (Get-Body).gpt_description_prompt | Should -Be 'a'
        $task.Name, $task.Album | Should -Be 'n', 'x'
    }

    It 'A row is no argument: rows and other objects are rejected as texts' {
        $row = [pscustomobject]@{ Description = 'a' }
        { Submit-SunoMusic $row } | Should -Throw '*Pipe rows and objects to the command*'
        { Submit-SunoMusic @{ Description = 'a' } } | Should -Throw '*Pipe rows and objects*'
        { Submit-SunoLyrics @('a', $row) } | Should -Throw '*Pipe rows and objects*'
        { Submit-SunoMusic -Prompt 'a' } | Should -Throw '*Prompt*'
        Get-Body | Should -BeNullOrEmpty
    }

    It 'A row is each of several texts' {
        (Submit-SunoMusic 'one', 'two' -Name 'n').Name | Should -Be 'n', 'n'
        $null = Submit-SunoLyrics 'three', 'four'

        (Get-Body).Values | Where-Object { $_ -is [string] } | Sort-Object | Should -Be 'four', 'one', 'three', 'two'
    }

    Context 'the columns of the user' {
        BeforeEach {
            $rows = ConvertFrom-Row @(
                'Album,Name,Description,Owner,Größe'
                'Q4: Launch,eins,ein Lied,Anna,1'
                '夜曲,二,一首歌,李,'
            )
        }

        It 'go with tasks and clips, in their order, to CSV files' {
            $tasks = $rows | Submit-SunoMusic -WarningVariable warnings
            $done = $tasks | Wait-SunoTask -PollingIntervalSec 1 | Sort-Object Owner

            $warnings | Should -BeNullOrEmpty
            $names = 'Album', 'Name', 'Owner', 'Größe'
            foreach ($object in $tasks[0], $done[0], $done[0].Clips[1], ($tasks[0] | Get-SunoTask),
                ($tasks[0] | Get-SunoTaskBatch),
                ($tasks | Wait-SunoTask -ExpandClip | Where-Object Owner -EQ Anna)[0]) {
                @($object.PSObject.Properties.Name)[0..3] | Should -Be $names
                $object.Album, $object.Name, $object.Owner, $object.Größe | Should -Be 'Q4: Launch', 'eins', 'Anna', '1'
            }

            ($tasks | Export-Csv (Join-Path $env:SUNO_JOURNAL 'tasks.csv'))
            $read = Import-Csv (Join-Path $env:SUNO_JOURNAL 'tasks.csv') | Wait-SunoTask -ExpandClip | ConvertTo-Csv
            $read[0] | Should -BeLike '"Album","Name","Owner","Größe","ClipId",*'
            $read | Should -HaveCount 5
        }

        It 'named like a property of a task are not added, with one warning' {
            $tasks = ConvertFrom-Row 'Name,Description,Status,Gateway,Album', 'n,a,todo,mine,x', 'm,b,done,mine,y' |
                Submit-SunoMusic -WarningVariable warnings -WarningAction SilentlyContinue

            $tasks.Status | Should -Be 'Submitted', 'Submitted'
            $tasks.Album | Should -Be 'x', 'y'
            $warnings | Should -HaveCount 1
            "$warnings" |
                Should -Be 'Tasks have properties named Gateway, Status: columns of these names are not added.'
        }

        It 'give a warning only if they look like a parameter: <Column>' -ForEach @(
            @{ Column = 'Tittle'; Like = 'Title' }, @{ Column = 'Titel'; Like = 'Title' }
            @{ Column = 'Lyric'; Like = 'Lyrics' }, @{ Column = 'NegativTags'; Like = 'NegativeTags' }
            @{ Column = 'Discripton'; Like = 'Description' }
            'Mood', 'Artist', 'Year', 'Campaign', 'Melody', 'Stage', 'Import', 'Elite', 'File', 'Time', 'Game',
            'Node' |
                ForEach-Object { @{ Column = $_; Like = $null } }
        ) {
            $task = @{ Description = 'a'; $Column = 'b' }, @{ Description = 'c'; $Column = 'd' } |
                Submit-SunoMusic -WarningVariable warnings -WarningAction SilentlyContinue

            $task.$Column | Should -Be 'b', 'd'
            $warnings | Should -HaveCount ($Like ? 1 : 0)
            "$warnings" | Should -BeLike ($Like ? "The column '$Column' looks like $Like, *" : '')
        }

        It 'named like a member of every object are not added, with one warning: <_>' -ForEach @(
            'psobject', 'psbase', 'psadapted', 'psextended', 'pstypenames'
        ) {
            $task = @{ Description = 'a'; $_ = 'x'; Album = 'y' } |
                Submit-SunoMusic -WarningVariable warnings -WarningAction SilentlyContinue

            $warnings | Should -HaveCount 1
            "$warnings" | Should -Be "Tasks have properties named ${_}: columns of these names are not added."
            $task.Album, (Get-SunoSubmission).Album, ($task | Wait-SunoTask).Clips[0].Album | Should -Be 'y', 'y', 'y'
        }

        It 'never hold the key in the journal' {
            $null = [pscustomobject]@{ Description = 'a'; Note = "with $($gateway.ApiKey)"; $gateway.ApiKey = 'b' } |
                Submit-SunoMusic

            Find-TestSecret (Get-ChildItem $env:SUNO_JOURNAL | Get-Content -Raw) $gateway.ApiKey | Should -BeNullOrEmpty
        }
    }

    It '-AdditionalProperty is in the body, the preview and the journal, from which it is submitted again' {
        Add-TestGatewayFault $gateway @{ kind = 'status'; status = 400; times = 1 }
        $more = @{ persona_id = 'p'; nested = @{ b = 1; a = @($true, 'take one') }; nothing = $null }
        $song = @{ Lyrics = 'a'; Title = 'A'; Tag = 'pop', 'calm'; Instrumental = $true }
        $expected = '{"prompt":"a","title":"A","tags":"pop, calm","make_instrumental":true,' +
            '"nested":{"a":[true,"take one"],"b":1},"nothing":null,"persona_id":"p"}'

        $shown = Submit-SunoMusic @song -AdditionalProperty $more -WhatIf -Verbose *>&1 | Out-String
        Submit-SunoMusic @song -AdditionalProperty $more -ErrorAction SilentlyContinue
        $entry = Get-SunoSubmission
        $null = $entry | Submit-SunoMusic
        $null = $entry | ConvertTo-Csv | ConvertFrom-Csv | Submit-SunoMusic -WarningAction SilentlyContinue

        $shown | Should -BeLike "*$($expected.Replace('[', '`[').Replace(']', '`]'))*"
        "$($entry.AdditionalProperty)" | Should -Be (
            '{"nested":{"a":[true,"take one"],"b":1},"nothing":null,"persona_id":"p"}')
        (Invoke-TestGatewayControl $gateway Get 'log').body | Should -Be $expected, $expected
    }

    It '-AdditionalProperty keeps names that differ in case, and those that no property can have' {
        $more = '{"persona":1,"Persona":2,"PSBase":3,"":4}' | ConvertFrom-Json -AsHashtable
        $shown = Submit-SunoMusic 'a' -AdditionalProperty $more -WhatIf -Verbose *>&1 | Out-String
        $null = Submit-SunoMusic 'a' -AdditionalProperty $more
        $null = @{ Description = 'a'; AdditionalProperty = $more } | Submit-SunoMusic

        $sent = '"":4,"PSBase":3,"Persona":2,"persona":1}'
        $shown | Should -BeLike "*$sent*"
        $bodies = (Invoke-TestGatewayControl $gateway Get 'log').body
        $bodies | Should -HaveCount 2
        $bodies | Should -BeLike "*$sent"
    }

    It '-AdditionalProperty of <_> levels is read from the journal again' -ForEach 64, 128 {
        $more = @{ v = 1 }
        2..$_ | ForEach-Object { $more = @{ n = $more } }
        $task = Submit-SunoMusic 'a' -AdditionalProperty $more
        $again = Submit-SunoMusic 'a' -AdditionalProperty $more -Resume
        $entry = Get-SunoSubmission
        Remove-SunoSubmission -Before ([datetime]::Now.AddDays(1)) -WarningVariable warnings

        $again.TaskId, $entry.TaskId | Should -Be $task.TaskId, $task.TaskId
        "$($entry.AdditionalProperty)" | Should -Be ('{"n":' * ($_ - 1) + '{"v":1}' + '}' * ($_ - 1))
        $warnings, (Get-SunoSubmission) | Should -BeNullOrEmpty
    }

    It '-AdditionalProperty is not sent if it is nested more deeply, or contains itself' {
        $deep = @{ }
        1..128 | ForEach-Object { $deep = @{ n = $deep } }
        $itself = @{ }
        $itself.n = $itself
        $deep, $itself | ForEach-Object { @{ Description = 'a'; AdditionalProperty = $_ } } |
            Submit-SunoMusic -ErrorVariable failed -ErrorAction SilentlyContinue

        $failed | Should -HaveCount 2
        $failed | Should -BeLike '*nested more than 128 levels deep*'
        Get-Body | Should -BeNullOrEmpty
    }

    It '-AdditionalProperty is shown without the key' {
        $key = $gateway.ApiKey
        $more = @{ note = "key $key"; list = @(@{ inner = $key }) }
        $shown = Submit-SunoMusic 'a' -AdditionalProperty $more -WhatIf -Verbose *>&1 | Out-String
        # With -Debug, PowerShell 7.4 asks before it submits.
        $shown += Submit-SunoMusic 'a' -AdditionalProperty $more -Verbose -Debug -Confirm:$false *>&1 | Out-String
        $shown += Get-SunoSubmission | Format-List | Out-String
        $shown += Get-ChildItem $env:SUNO_JOURNAL | Get-Content -Raw

        Find-TestSecret $shown $key | Should -BeNullOrEmpty
        $shown | Should -Match 'key \*\*\*'
        (Get-Body).list[0].inner | Should -BeExactly $key
    }

    It '-AdditionalProperty rejects a name that a parameter sets: <Name>' -ForEach @(
        @{ Command = 'Submit-SunoMusic'; Name = 'mv' }, @{ Command = 'Submit-SunoMusic'; Name = 'Prompt' }
        @{ Command = 'Submit-SunoLyrics'; Name = 'notify_hook' }
        @{ Command = 'Join-SunoClip'; Name = 'clip_id' }, @{ Command = 'Submit-SunoAudio'; Name = 'url' }
    ) {
        & $Command 'https://example.com/a' -AdditionalProperty @{ $Name = 'x' } -ErrorVariable failed `
            -ErrorAction SilentlyContinue

        $failed.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$failed" | Should -BeLike "*'$Name' has a parameter of its own*"
        Get-Body | Should -BeNullOrEmpty
    }

    It 'Submit-SunoAudio uploads addresses, whose clips can be continued' {
        $task = 'https://example.com/a.mp3' | Submit-SunoAudio -Wait
        $null = ConvertFrom-Row 'Name,Url', 'b,https://example.com/b.mp3' | Submit-SunoAudio
        $null = Submit-SunoMusic 'more' -ContinueClipId $task.Clips[0].ClipId

        $task.Clips | Should -HaveCount 1
        (Get-Body | Where-Object { $_.ContainsKey('url') }).url |
            Should -Be 'https://example.com/a.mp3', 'https://example.com/b.mp3'
        $entry = Get-SunoSubmission -Name 'b'
        $entry.Kind, $entry.State, $entry.Uri | Should -Be 'Audio', 'Accepted', 'https://example.com/b.mp3'
    }

    It 'Submit-SunoAudio rejects <_>' -ForEach 'a.mp3', 'ftp://example.com/a.mp3', 'file:///x', '/a.mp3' {
        Submit-SunoAudio $_ -ErrorVariable failed -ErrorAction SilentlyContinue

        $failed.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        Get-Body | Should -BeNullOrEmpty
    }

    It 'Submit-SunoAudio is refused by a gateway that does not offer it: <Name>' -ForEach @(
        @{ Name = '503 model_not_found'; Answer = @{ Status = 503; Body = '{"error":{"code":"model_not_found",' +
                '"message":"No available channel for model suno_uploads under group default (distributor)",' +
                '"type":"new_api_error"}}' } }
        @{ Name = 'a web page'
            Answer = @{ Body = '<!doctype html><html><title>New API</title>'; ContentType = 'text/html' } }
        @{ Name = '404'; Answer = @{ Status = 404; Body = '404 page not found' } }
    ) {
        Add-TestGatewayAnswer $gateway @Answer
        Submit-SunoAudio 'https://example.com/a.mp3' -ErrorVariable failed -ErrorAction SilentlyContinue

        $failed.FullyQualifiedErrorId | Should -BeLike 'GatewayError,*'
        "$failed" | Should -BeLike '*does not offer uploads*'
        (Get-SunoSubmission).State | Should -Be 'Refused'
    }
}
