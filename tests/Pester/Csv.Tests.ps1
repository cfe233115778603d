#Requires -Version 7.4

BeforeDiscovery {
    # St. John's has a half-hour offset from UTC, and sets its clocks back while tasks below run. Only calendars
    # interact with zones: cultures with another calendar run in all zones, the others once.
    $places = @(
        @{ Zone = 'Asia/Kolkata'; Culture = 'tr-TR' }, @{ Zone = 'Asia/Kolkata'; Culture = 'ar-SA' }
        @{ Zone = 'America/St_Johns'; Culture = 'th-TH' }
    )
}

Describe 'CSV' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
        $gateway = Start-TestGateway
        $folder = New-TestFolder

        $taskColumns = 'TaskId, Action, Status, RawStatus, Progress, IsCompleted, Title, Clips, Lyrics, LyricsText, ' +
            'FailReason, SubmitTime, StartTime, FinishTime, Elapsed, ElapsedSec, Quota, NotifyHook, Gateway, ' +
            'AdditionalProperties' -split ', '
        $clipColumns = 'ClipId, TaskId, Index, Title, Status, RawStatus, Duration, DurationSec, Tags, Prompt, ' +
            'GptDescriptionPrompt, ModelName, MajorModelVersion, AudioUrl, VideoUrl, ImageUrl, ImageLargeUrl, ' +
            'ErrorType, ErrorMessage, State, Message, AudioPromptId, ContinueClipId, ContinueAt, CreateTime, ' +
            'UpdateTime, NegativeTags, PersonaId, CoverClipId, Instrumental, Handle, PlayCount, UpvoteCount, ' +
            'AdditionalProperties' -split ', '
        $isoTime = '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d$'
        Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey

        $nested = '346c5d10-a4a1-4f49-a851-66a7dae6cfaf'
        $flat = 'ba46ad15-07ce-41a6-b68d-196321dc00d5'
        $ids = @(Get-TestTaskId Music (0..6)) + (Get-TestTaskId Failed 1) + (Get-TestTaskId Lyrics (0..4)) +
            $nested + $flat

        function Get-Header {
            # The names in the first line of a CSV file.
            param([string] $Path)

            (Get-Content -LiteralPath $Path -TotalCount 1) -split ',' | ForEach-Object { $_.Trim('"') }
        }

        function Find-TypeName {
            # The cells that contain the name of a .NET type.
            param([object[]] $Row)

            foreach ($object in $Row) {
                foreach ($property in $object.PSObject.Properties) {
                    if ($property.Value -match 'System\.|SunoPS\.|^@\{') {
                        "$($property.Name): $($property.Value)"
                    }
                }
            }
        }
    }

    It 'The tasks in a CSV file have a row each with the columns of the interface, and readable cells' {
        $file = Join-Path $folder 'tasks.csv'
        $tasks = Get-SunoTaskBatch $ids
        $tasks | Export-Csv -LiteralPath $file
        $rows = @(Import-Csv -LiteralPath $file)
        $row = $rows[2]

        Get-Header $file | Should -BeExactly $taskColumns
        $rows.TaskId | Should -Be $ids
        Find-TypeName $rows | Should -BeNullOrEmpty
        $row.Action, $row.Status, $row.RawStatus, $row.Progress, $row.IsCompleted |
            Should -BeExactly @('MUSIC', 'Success', 'SUCCESS', '100', 'True')
        $row.Title | Should -BeExactly '城市之光'
        $row.Clips | Should -BeExactly '5f3a0001-0000-4001-8000-000000000002 5f3a0001-0000-4002-8000-000000000002'
        $row.Lyrics, $row.FailReason, $row.NotifyHook | Should -BeExactly @('', '', '')
        $row.Gateway | Should -BeExactly ([uri] $gateway.BaseUri).Authority
        ($rows | Where-Object Action -EQ 'LYRICS').Lyrics | Should -Contain 'Say "Goodnight" First'
        ($rows | Where-Object Status -EQ 'Failure').FailReason |
            Should -BeExactly 'Unable to generate lyrics from song description'
        ($rows | Where-Object TaskId -EQ $nested).Elapsed | Should -BeExactly ''
        $rows.AdditionalProperties | Should -BeExactly $tasks.ForEach({ "$($_.AdditionalProperties)" })
        $rows[0].AdditionalProperties | Should -Match '"search_item":""'
        ($rows | Where-Object TaskId -EQ $flat).AdditionalProperties | Should -BeExactly '{}'
    }

    It 'The clips in a CSV file have a row each with the columns of the interface, and whole prompts' {
        $file = Join-Path $folder 'clips.csv'
        $clips = Get-SunoTaskBatch $ids -ExpandClip -WarningAction SilentlyContinue
        $clips | Export-Csv -LiteralPath $file
        $rows = @(Import-Csv -LiteralPath $file)

        Get-Header $file | Should -BeExactly $clipColumns
        $rows.ClipId | Should -Be $clips.ClipId
        $rows.Index | Should -Be (@('1', '2') * ($rows.Count / 2))
        $rows.TaskId | Select-Object -Unique | Should -Be ($ids | Where-Object { $_ -notmatch '^5f3a000[23]' })
        $rows.Prompt | Should -BeExactly $clips.ForEach({ "$($_.Prompt)" })
        Find-TypeName $rows | Should -BeNullOrEmpty
        # The prompts contain all of these, so that the test above is meaningful.
        $all = $rows.Prompt -join ''
        foreach ($part in "`n", '"', ',', '轻轻地说“再见”', 'ñ', '🌊', "'", '\', '<', '|') {
            $all.Contains($part) | Should -BeTrue -Because "'$part' is among the prompts"
        }
    }

    It 'Lyrics in a CSV file have the columns of the interface and the text unchanged' {
        $tasks = Get-SunoTaskBatch (Get-TestTaskId Lyrics (0..4))
        $file = Join-Path $folder 'lyrics.csv'
        $tasks.Lyrics | Export-Csv -LiteralPath $file
        $rows = @(Import-Csv -LiteralPath $file)

        Get-Header $file | Should -BeExactly @(
            'Id', 'TaskId', 'Title', 'Text', 'Tags', 'Status', 'RawStatus', 'ErrorMessage', 'AdditionalProperties')
        $rows.Text | Should -BeExactly $tasks.Lyrics.Text
        $rows.Title | Should -BeExactly $tasks.Title
        $rows[0].Tags | Should -BeExactly 'dream pop, female vocals, 92 bpm'
        Find-TypeName $rows | Should -BeNullOrEmpty
    }

    Context 'A CSV file' {
        BeforeAll {
            # Four tasks around the night on which St. John's sets its clocks back (2024-11-03, 04:30 UTC): before, in
            # the repeated hour, across its end, and in that hour again. Others are in summer and in winter.
            $placeIds = @(Get-TestTaskId Music 14409351, 14414651, 14416389, 14418251, 2, 19000003) +
                (Get-TestTaskId Lyrics 2) + (Get-TestTaskId Failed 2) + $nested + $flat
            Connect-SunoApi -BaseUri "$($gateway.BaseUri)/seed-002" -ApiKey $gateway.ApiKey

            function Get-CsvRow {
                # The rows that CSV files of the tasks and their clips have, as text.
                @{
                    Tasks = @(Get-SunoTaskBatch $placeIds | ConvertTo-Csv | ConvertFrom-Csv)
                    Clips = @(Get-SunoTaskBatch $placeIds -ExpandClip -WarningAction SilentlyContinue |
                        ConvertTo-Csv | ConvertFrom-Csv)
                }
            }

            $expected = Get-CsvRow
        }

        It 'is the same to people and scripts in <Culture>, <Zone>' -ForEach $places {
            Reset-TestGateway $gateway
            $there = Use-TestCulture $Culture -Zone $Zone {
                $found = Get-CsvRow
                $tasks = Get-SunoTaskBatch $placeIds
                $found.Zone = [TimeZoneInfo]::Local
                $found.Year = [datetime]::new(2024, 5, 20).ToString('yyyy')
                $found.Chosen = $tasks | Select-Object SubmitTime, @{ Name = 'Until'; Expression = 'FinishTime' } |
                    ConvertTo-Csv | ConvertFrom-Csv
                # What a script reads from the cells in this culture.
                $found.Unequal = foreach ($i in 0..($tasks.Count - 1)) {
                    foreach ($name in 'SubmitTime', 'StartTime', 'FinishTime', 'Elapsed') {
                        $value = $tasks[$i].$name
                        $cell = $found.Tasks[$i].$name
                        if ($null -ne $value -and ($cell -as $value.GetType()) -ne $value) { "$i ${name}: $cell" }
                    }
                }
                $found.Errors = @(
                    try { Get-SunoTask (Get-TestTaskId Unknown 1) } catch { $_.FullyQualifiedErrorId }
                    try { Wait-SunoTask (Get-TestTaskId Progressing 1) -TimeoutSec 1 } catch { "$_" }
                )
                $found
            }

            if (-not $IsWindows) {
                # On Windows, no variable sets the time zone of a process.
                $there.Zone.Id | Should -Be $Zone
            }

            if ($Culture -eq 'th-TH' -and $there.Year -ne '2567') {
                Set-ItResult -Skipped -Because 'this system has no data on cultures'
            }

            $there.Unequal | Should -BeNullOrEmpty
            $there.Chosen.SubmitTime | Should -BeExactly $there.Tasks.SubmitTime
            $there.Chosen.ForEach({ "$($_.Until)" }) | Should -BeExactly $there.Tasks.FinishTime
            $there.Errors[0] | Should -BeLike 'TaskNotFound,*'
            # Nothing is asserted of how much of a second a busy machine leaves for the first round.
            $there.Errors[1] | Should -Match ('did not complete within 1 s; ' +
                '(its last status was (Submitted|Queued) \(0%\)|it was not found yet)')
            $invariant = [cultureinfo]::InvariantCulture
            $times = 0
            foreach ($kind in 'Tasks', 'Clips') {
                $there.$kind | Should -HaveCount $expected.$kind.Count
                $wrong = foreach ($i in 0..($expected.$kind.Count - 1)) {
                    foreach ($cell in $there.$kind[$i].PSObject.Properties) {
                        $here = $expected.$kind[$i].($cell.Name)
                        if ($cell.Name -notlike '*Time' -or -not $here) {
                            if ($cell.Value -cne $here) { "$kind $i $($cell.Name): $($cell.Value)" }
                        } else {
                            # The same moment, with the offset of the place at that time.
                            $times++
                            $time = [DateTimeOffset]::Parse($cell.Value, $invariant)
                            if ($cell.Value -notmatch $isoTime -or
                                $time -ne [DateTimeOffset]::Parse($here, $invariant) -or
                                $time.Offset -ne $there.Zone.GetUtcOffset($time)) {
                                "$kind $i $($cell.Name): $($cell.Value)"
                            }
                        }
                    }
                }
                $wrong | Should -BeNullOrEmpty
            }

            $times | Should -BeGreaterThan 30
        }
    }

    It 'A spreadsheet gets no formula by the line of the README' {
        $readme = Get-Content -LiteralPath (Join-Path (Get-TestRepositoryRoot) 'README.md') -Raw
        $line = [regex]::Match($readme, '(?m)^\$tasks\.Clips \| ConvertTo-Csv \| .+$').Value
        $line | Should -Not -BeNullOrEmpty
        $titles = '=1+1', '+1', '-1', '@SUM(A1)', "`t=1", "`r=1", 'Song =1', 'a,"=b', "城市 'x'", ''
        Push-Location (New-TestFolder)
        try {
            $clips = @($titles | ForEach-Object { [pscustomobject]@{ ClipId = 'c'; Title = $_ } })
            & ([scriptblock]::Create($line.Replace('$tasks.Clips', '$clips')))

            (Import-Csv clips.csv).Title | Should -Be @(
                "'=1+1", "'+1", "'-1", "'@SUM(A1)", "'`t=1", "'`r=1", 'Song =1', 'a,"=b', "城市 'x'", '')
            (Import-Csv clips.csv).ClipId | Should -Be (@('c') * $titles.Count)
        } finally {
            Pop-Location
        }
    }
}
