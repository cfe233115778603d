#Requires -Version 7.4
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeDiscovery {
    # St. John's has a half-hour offset from UTC, and sets its clocks back while tasks below run. Only calendars
    # interact with zones: cultures with another calendar run in all zones, the others once.
    $places = @(
        @{ Zone = 'Asia/Kolkata'; Culture = 'de-DE' }
        @{ Zone = 'Asia/Kolkata'; Culture = 'ar-SA' }
        @{ Zone = 'America/St_Johns'; Culture = 'th-TH' }
    )
}

Describe 'CSV' {
    BeforeAll {
        Set-StrictMode -Version Latest
        $ErrorActionPreference = 'Stop'
        Import-Module (Join-Path $PSScriptRoot 'TestSupport.psm1') -Force
        Enter-TestSession
        $gateway = Start-TestGateway
        $folder = New-TestFolder

        $taskColumns = Get-TestColumn SunoTask
        $clipColumns = Get-TestColumn SunoClip
        $isoTime = '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d$'

        $nested = '346c5d10-a4a1-4f49-a851-66a7dae6cfaf'
        $flat = 'ba46ad15-07ce-41a6-b68d-196321dc00d5'
        $ids = @(
            Get-TestTaskId Music (0..6)
            Get-TestTaskId Failed 1
            Get-TestTaskId Lyrics (0..4)
            $nested
            $flat
        )

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

    AfterAll {
        Exit-TestSession
    }

    Context 'The tasks in a CSV file' {
        BeforeAll {
            Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey
            $file = Join-Path $folder 'tasks.csv'
            Get-SunoTaskBatch $ids | Export-Csv -LiteralPath $file
            $rows = @(Import-Csv -LiteralPath $file)
            $wire = @{}
            foreach ($id in $ids) {
                $wire[$id] = Get-TestWireTask $gateway $id
            }
        }

        It 'have the columns of the interface, in its order' {
            Get-Header $file | Should -BeExactly $taskColumns
        }

        It 'have a row each, in the order of the ids' {
            $rows.TaskId | Should -Be $ids
        }

        It 'have no cell with the name of a .NET type' {
            Find-TypeName $rows | Should -BeNullOrEmpty
        }

        It 'have cells that a person can read' {
            $row = $rows[2]

            $row.Action, $row.Status, $row.RawStatus, $row.Progress, $row.IsCompleted |
                Should -BeExactly @('MUSIC', 'Success', 'SUCCESS', '100', 'True')
            $row.Title | Should -BeExactly '城市之光'
            $row.Clips | Should -BeExactly '5f3a0001-0000-4001-8000-000000000002 5f3a0001-0000-4002-8000-000000000002'
            $row.Lyrics, $row.FailReason, $row.NotifyHook | Should -BeExactly @('', '', '')
            $row.Gateway | Should -BeExactly ([uri] $gateway.BaseUri).Authority
            ($rows | Where-Object Action -EQ 'LYRICS').Lyrics | Should -Contain 'Say "Goodnight" First'
            ($rows | Where-Object Status -EQ 'Failure').FailReason |
                Should -BeExactly 'Unable to generate lyrics from song description'
        }

        It 'have times as ISO 8601 with their offset, the same as on the wire' {
            foreach ($row in $rows) {
                $columns = @{ SubmitTime = 'submit_time'; StartTime = 'start_time'; FinishTime = 'finish_time' }
                foreach ($column in $columns.Keys) {
                    $seconds = $wire[$row.TaskId].($columns[$column])
                    if ($seconds -eq 0) {
                        $row.$column | Should -BeExactly ''
                    } else {
                        $row.$column | Should -Match $isoTime
                        [datetime] $row.$column | Should -Be (ConvertFrom-TestUnixTime $seconds)
                    }
                }
            }
        }

        It 'have an elapsed time that [timespan] reads' {
            foreach ($row in $rows | Where-Object FinishTime) {
                [timespan] $row.Elapsed | Should -Be (
                    [timespan]::FromSeconds($wire[$row.TaskId].finish_time - $wire[$row.TaskId].submit_time)
                )
            }

            ($rows | Where-Object TaskId -EQ $nested).Elapsed | Should -BeExactly ''
        }

        It 'have additional properties as JSON, with the values of the wire' {
            foreach ($row in $rows) {
                $properties = $row.AdditionalProperties | ConvertFrom-Json
                $names = @(
                    'id', 'created_at', 'updated_at',
                    'search_item' | Where-Object { $wire[$row.TaskId].PSObject.Properties[$_] }
                )
                $properties.PSObject.Properties.ForEach({ $_.Name }) | Should -Be $names
                foreach ($name in $names) {
                    $properties.$name | Should -BeExactly $wire[$row.TaskId].$name
                }
            }

            $rows[0].AdditionalProperties | Should -Match '"search_item":""'
            ($rows | Where-Object TaskId -EQ $flat).AdditionalProperties | Should -BeExactly '{}'
        }

        It 'pipe back into Get-SunoTaskBatch' {
            ($rows | Get-SunoTaskBatch).TaskId | Should -Be $ids
        }
    }

    Context 'The clips in a CSV file' {
        BeforeAll {
            Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey
            $file = Join-Path $folder 'clips.csv'
            Get-SunoTaskBatch $ids -ExpandClip -WarningAction SilentlyContinue | Export-Csv -LiteralPath $file
            $rows = @(Import-Csv -LiteralPath $file)
            # The clips on the wire, in the order of the rows, with flattened metadata.
            $sent = foreach ($id in $ids) {
                $data = (Get-TestWireTask $gateway $id).data
                if ($data -is [array]) {
                    $data
                }
            }
        }

        It 'have the columns of the interface, in its order' {
            Get-Header $file | Should -BeExactly $clipColumns
        }

        It 'have a row each, in the order of the tasks' {
            $rows.ClipId | Should -Be $sent.id
            $rows.Index | Should -Be (@('1', '2') * ($rows.Count / 2))
            $rows.TaskId | Select-Object -Unique | Should -Be ($ids | Where-Object { $_ -notmatch '^5f3a000[23]' })
        }

        It 'have no cell with the name of a .NET type' {
            Find-TypeName $rows | Should -BeNullOrEmpty
        }

        It 'have prompts that come back unchanged, with line breaks, quotes and Chinese' {
            for ($i = 0; $i -lt $rows.Count; $i++) {
                $prompt = $sent[$i].PSObject.Properties['metadata'] ? $sent[$i].metadata.prompt : $sent[$i].prompt
                $rows[$i].Prompt | Should -BeExactly "$prompt"
            }

            # The prompts contain all of these, so that the test above is meaningful.
            $all = $rows.Prompt -join ''
            foreach ($part in "`n", '"', ',', '轻轻地说“再见”', 'ñ', '🌊', "'", '\', '<', '|') {
                $all.Contains($part) | Should -BeTrue -Because "'$part' is among the prompts"
            }
        }

        It 'have titles and descriptions that come back unchanged' {
            for ($i = 0; $i -lt $rows.Count; $i++) {
                $metadata = $sent[$i].PSObject.Properties['metadata'] ? $sent[$i].metadata : $sent[$i]
                $rows[$i].Title | Should -BeExactly $sent[$i].title
                $rows[$i].Tags | Should -BeExactly $metadata.tags
                $rows[$i].GptDescriptionPrompt | Should -BeExactly "$($metadata.gpt_description_prompt)"
            }
        }

        It 'have durations that [timespan] reads' {
            $checked = 0
            for ($i = 0; $i -lt $rows.Count; $i++) {
                $seconds = $sent[$i].PSObject.Properties['metadata'] ? $sent[$i].metadata.duration : $sent[$i].duration
                if ($null -eq $seconds) {
                    $rows[$i].Duration | Should -BeExactly ''
                } else {
                    [timespan] $rows[$i].Duration |
                        Should -Be ([timespan]::FromTicks([decimal] $seconds * [timespan]::TicksPerSecond))
                    $checked++
                }
            }

            $checked | Should -BeGreaterThan 10
        }

        It 'have times as ISO 8601 with their offset, where the wire has times' {
            $row = $rows | Where-Object { $_.TaskId -eq $flat -and $_.Index -eq 1 }

            $row.CreateTime | Should -Match $isoTime
            [datetime] $row.CreateTime | Should -Be (ConvertFrom-TestUnixTime 1733717599)
            [datetime] $row.UpdateTime | Should -Be (ConvertFrom-TestUnixTime 1733717785)
            $rows[0].CreateTime | Should -BeExactly ''
        }

        It 'have additional properties as JSON' {
            foreach ($row in $rows | Where-Object TaskId -Like '5f3a0001*') {
                $properties = $row.AdditionalProperties | ConvertFrom-Json
                $properties.type, $properties.refund_credits, $properties.stream | Should -Be @('gen', $false, $true)
            }
        }

        It 'pipe back into Get-SunoTask' {
            ($rows | Get-SunoTask).TaskId | Should -Be ($ids | Where-Object { $_ -notmatch '^5f3a000[23]' })
        }
    }

    Context 'Additional properties of every kind in a CSV file' {
        It 'are restored by ConvertFrom-Json' {
            Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey
            $data = @{
                task_id = 'x1'
                status = 'SUCCESS'
                owner = @{ name = "A ""quoted"" name,`r`nof two lines"; list = @(1, 2.5, $null, $true) }
                note = '城市 🌊'
            }
            Add-TestGatewayAnswer $gateway -IdContains 'x1' -Body @{ code = 'success'; data = $data }
            $row = Get-SunoTask 'x1' | ConvertTo-Csv | ConvertFrom-Csv
            $properties = $row.AdditionalProperties | ConvertFrom-Json

            $properties.owner.name | Should -BeExactly $data.owner.name
            $properties.owner.list | Should -Be @(1, 2.5, $null, $true)
            $properties.note | Should -BeExactly '城市 🌊'
        }
    }

    Context 'Lyrics in a CSV file' {
        It 'have the columns of the interface and the text unchanged' {
            Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey
            $tasks = Get-SunoTaskBatch (Get-TestTaskId Lyrics (0..4))
            $file = Join-Path $folder 'lyrics.csv'
            $tasks.Lyrics | Export-Csv -LiteralPath $file
            $rows = @(Import-Csv -LiteralPath $file)

            Get-Header $file | Should -BeExactly (Get-TestColumn SunoLyrics)
            $rows | Should -HaveCount 5
            for ($i = 0; $i -lt 5; $i++) {
                $rows[$i].Text | Should -BeExactly (Get-TestWireTask $gateway $tasks[$i].TaskId).data.text
                $rows[$i].Title | Should -BeExactly $tasks[$i].Title
            }

            $rows[0].Tags | Should -BeExactly 'dream pop, female vocals, 92 bpm'
            Find-TypeName $rows | Should -BeNullOrEmpty
        }
    }

    Context 'A CSV file' {
        BeforeAll {
            $runs = @{}
            # Four tasks around the night on which St. John's sets its clocks back (2024-11-03, 04:30 UTC): before, in
            # the repeated hour, across its end, and in that hour again.
            $nightIds = Get-TestTaskId Music 14409351, 14414651, 14416389, 14418251
            $summerAndWinter = Get-TestTaskId Music 2, 19000003
            $cultureIds = @($nightIds) + @($summerAndWinter) + @(Get-TestTaskId Lyrics 2) + @(Get-TestTaskId Failed 2) +
                $nested + $flat
            $cultureWire = @{}
            foreach ($id in $cultureIds) {
                $cultureWire[$id] = Get-TestWireTask $gateway $id '/seed-002'
            }

            $script = @'
Import-Module $env:SUNOPS_TEST_MODULE
Connect-SunoApi -BaseUri $env:TEST_BASE_URI -ApiKey $env:TEST_API_KEY
$ids = $env:TEST_IDS -split ','
$ErrorActionPreference = 'Stop'

function Read-Back($Kind, $File, $Object) {
    $rows = @(Import-Csv -LiteralPath $File)
    foreach ($i in 0..($rows.Count - 1)) {
        foreach ($name in $Object[$i].PSObject.Properties.Name) {
            $value = $Object[$i].$name
            $cell = $rows[$i].$name
            # Times and durations as ticks, with a prefix so that no step converts a text to a time.
            $back = $fault = $null
            try {
                if ($value -is [datetime]) {
                    $value = $value.ToUniversalTime().Ticks
                    $back = ([datetime] $cell).ToUniversalTime().Ticks
                } elseif ($value -is [timespan]) {
                    $value = $value.Ticks
                    $back = ([timespan] $cell).Ticks
                } elseif ($value -is [int]) {
                    $back = [int] $cell
                } elseif ($value -is [string]) {
                    $back = $cell
                } else {
                    $value = $null
                }
            } catch {
                $fault = "$_"
            }

            $kept = $null -eq $value ? $null : "=$value"
            , @($Kind, $i, $Object[$i].TaskId, $name, "=$cell", $kept, "=$back", $fault)
        }
    }
}

$result = foreach ($culture in $env:TEST_CULTURES -split ',') {
    [cultureinfo]::CurrentCulture = $culture
    $tasks = @(Get-SunoTaskBatch $ids)
    $clips = @(Get-SunoTaskBatch $ids -ExpandClip -WarningAction SilentlyContinue)
    $tasksFile = Join-Path $PSScriptRoot "tasks.$culture.csv"
    $clipsFile = Join-Path $PSScriptRoot "clips.$culture.csv"
    $tasks | Export-Csv -LiteralPath $tasksFile
    $clips | Export-Csv -LiteralPath $clipsFile
    $until = @{ Name = 'Until'; Expression = { $_.FinishTime } }
    $selected = $tasks | Select-Object -Property TaskId, SubmitTime, $until | ConvertTo-Csv | ConvertFrom-Csv
    $chosen = @($selected.ForEach({ , @("=$($_.SubmitTime)", "=$($_.Until)") }))
    [pscustomobject]@{
        Culture  = $culture
        Zone     = [TimeZoneInfo]::Local.Id
        # The default text of a DateTime.
        Plain    = [datetime]::new(2024, 5, 20).ToString()
        Entries  = @(Read-Back task $tasksFile $tasks) + @(Read-Back clip $clipsFile $clips)
        Chosen   = $chosen
    }
}
ConvertTo-Json @($result) -Depth 5 |
    Set-Content -LiteralPath (Join-Path $PSScriptRoot 'result.json') -Encoding utf8NoBOM
'done'
'@

            function Get-Run {
                # The tasks in a PowerShell in a time zone; one process for all cultures.
                param([string] $Zone)

                $cultures = @{ 'Asia/Kolkata' = 'de-DE,ar-SA'; 'America/St_Johns' = 'en-US,th-TH,fa-IR' }

                if (-not $runs.ContainsKey($Zone)) {
                    $run = Invoke-TestPowerShell -Script $script -Environment @{
                        TZ = $Zone
                        TEST_BASE_URI = "$($gateway.BaseUri)/seed-002"
                        TEST_API_KEY = $gateway.ApiKey
                        TEST_IDS = $cultureIds -join ','
                        TEST_CULTURES = $cultures[$Zone]
                    }
                    if ($run.Output.Trim() -ne 'done' -or $run.Error) {
                        throw "The script failed: $($run.Output)$($run.Error)"
                    }

                    $results = Get-Content -LiteralPath (Join-Path $run.Folder 'result.json') -Raw | ConvertFrom-Json
                    foreach ($result in $results) {
                        $result.Entries = @(foreach ($entry in $result.Entries) {
                                [pscustomobject]@{
                                    Kind = $entry[0]
                                    Row = $entry[1]
                                    TaskId = $entry[2]
                                    Name = $entry[3]
                                    Cell = $entry[4].Substring(1)
                                    Value = $null -eq $entry[5] ? $null : $entry[5].Substring(1)
                                    Back = $entry[6].Substring(1)
                                    Fault = $entry[7]
                                }
                            })
                    }

                    $runs[$Zone] = $results
                }

                $runs[$Zone]
            }
        }

        It 'is the same to people and scripts in <Culture>, <Zone>' -ForEach $places {
            if ($IsWindows) {
                Set-ItResult -Skipped -Because 'on Windows no variable sets the time zone of a process'
            }

            $result = Get-Run $Zone | Where-Object Culture -EQ $Culture
            if ($Culture -eq 'th-TH' -and $result.Plain -notmatch '2567') {
                Set-ItResult -Skipped -Because 'this system has no data on cultures'
            }

            $result.Zone | Should -Be $Zone
            $entries = $result.Entries
            $entries.Fault | Where-Object { $_ } | Should -BeNullOrEmpty
            @($entries | Where-Object { $_.Cell -match 'System\.|SunoPS\.' }) | Should -BeNullOrEmpty

            # Every time and duration converts back to the value of the object.
            $typed = @($entries | Where-Object { $null -ne $_.Value })
            @(
                $typed | Where-Object { $_.Back -cne $_.Value } |
                    ForEach-Object { "$($_.Kind) $($_.Row) $($_.Name): $($_.Cell)" }
            ) | Should -BeNullOrEmpty

            $times = @($entries | Where-Object { $_.Name -like '*Time' -and $_.Cell })
            $times.Count | Should -BeGreaterThan 30
            @($times.Cell | Where-Object { $_ -notmatch $isoTime }) | Should -BeNullOrEmpty

            # And that is the value of the gateway.
            $columns = @{ SubmitTime = 'submit_time'; StartTime = 'start_time'; FinishTime = 'finish_time' }
            foreach ($entry in $times | Where-Object Kind -EQ 'task') {
                $seconds = $cultureWire[$entry.TaskId].($columns[$entry.Name])
                [datetime]::new(
                    [long] $entry.Back, 'Utc') | Should -Be ([DateTimeOffset]::FromUnixTimeSeconds(
                        $seconds).UtcDateTime) -Because "$($entry.Name) is $($entry.Cell)"
                # The offset of the place at that time.
                [DateTimeOffset]::ParseExact(
                    $entry.Cell, 'yyyy-MM-ddTHH:mm:sszzz', [cultureinfo]::InvariantCulture).Offset |
                    Should -Be (
                        [TimeZoneInfo]::FindSystemTimeZoneById(
                            $Zone).GetUtcOffset([DateTimeOffset]::FromUnixTimeSeconds($seconds))
                    )
            }

            foreach ($entry in $entries | Where-Object { $_.Name -eq 'Elapsed' -and $_.Cell }) {
                $entry.Cell | Should -Match '^00:0\d:\d\d$'
                $task = $cultureWire[$entry.TaskId]
                [timespan]::FromTicks([long] $entry.Back).TotalSeconds |
                    Should -Be ($task.finish_time - $task.submit_time)
            }
        }

        It 'of chosen columns has the same times in <Culture>, <Zone>' -ForEach $places {
            if ($IsWindows) {
                Set-ItResult -Skipped -Because 'on Windows no variable sets the time zone of a process'
            }

            $result = Get-Run $Zone | Where-Object Culture -EQ $Culture
            $whole = @{}
            foreach ($entry in $result.Entries | Where-Object Kind -EQ 'task') {
                $whole["$($entry.Row) $($entry.Name)"] = $entry.Cell
            }

            for ($i = 0; $i -lt $cultureIds.Count; $i++) {
                $result.Chosen[$i][0].Substring(1) | Should -Match $isoTime
                $result.Chosen[$i][0].Substring(1) | Should -BeExactly $whole["$i SubmitTime"]
                $result.Chosen[$i][1].Substring(1) | Should -BeExactly $whole["$i FinishTime"]
            }
        }
    }

    Context 'A spreadsheet' {
        It 'gets no formula by the line of the README' {
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
}
