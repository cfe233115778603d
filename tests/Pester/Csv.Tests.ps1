#Requires -Version 7.4

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
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
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

        It 'have a row each with the columns of the interface, and no name of a .NET type' {
            Get-Header $file | Should -BeExactly $taskColumns
            $rows.TaskId | Should -Be $ids
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

        It 'have a row each with the columns of the interface, and no name of a .NET type' {
            Get-Header $file | Should -BeExactly $clipColumns
            $rows.ClipId | Should -Be $sent.id
            $rows.Index | Should -Be (@('1', '2') * ($rows.Count / 2))
            $rows.TaskId | Select-Object -Unique | Should -Be ($ids | Where-Object { $_ -notmatch '^5f3a000[23]' })
            Find-TypeName $rows | Should -BeNullOrEmpty
        }

        It 'have prompts, durations and additional properties that come back unchanged' {
            $checked = 0
            for ($i = 0; $i -lt $rows.Count; $i++) {
                $metadata = $sent[$i].PSObject.Properties['metadata'] ? $sent[$i].metadata : $sent[$i]
                $rows[$i].Prompt | Should -BeExactly "$($metadata.prompt)"
                if ($null -eq $metadata.duration) {
                    $rows[$i].Duration | Should -BeExactly ''
                } else {
                    [timespan] $rows[$i].Duration |
                        Should -Be ([timespan]::FromTicks([decimal] $metadata.duration * [timespan]::TicksPerSecond))
                    $checked++
                }

                if ($rows[$i].TaskId -like '5f3a0001*') {
                    $properties = $rows[$i].AdditionalProperties | ConvertFrom-Json
                    $properties.type, $properties.refund_credits, $properties.stream | Should -Be 'gen', $false, $true
                }
            }

            # The prompts contain all of these, so that the test above is meaningful.
            $checked | Should -BeGreaterThan 10
            $all = $rows.Prompt -join ''
            foreach ($part in "`n", '"', ',', '轻轻地说“再见”', 'ñ', '🌊', "'", '\', '<', '|') {
                $all.Contains($part) | Should -BeTrue -Because "'$part' is among the prompts"
            }
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
            # Four tasks around the night on which St. John's sets its clocks back (2024-11-03, 04:30 UTC): before, in
            # the repeated hour, across its end, and in that hour again. Others are in summer and in winter.
            $placeIds = @(Get-TestTaskId Music 14409351, 14414651, 14416389, 14418251, 2, 19000003) +
                (Get-TestTaskId Lyrics 2) + (Get-TestTaskId Failed 2) + $nested + $flat
            Connect-SunoApi -BaseUri "$($gateway.BaseUri)/seed-002" -ApiKey $gateway.ApiKey
            $expected = @{
                tasks = @(Get-SunoTaskBatch $placeIds | ConvertTo-Csv | ConvertFrom-Csv)
                clips = @(Get-SunoTaskBatch $placeIds -ExpandClip -WarningAction SilentlyContinue |
                    ConvertTo-Csv | ConvertFrom-Csv)
            }
        }

        It 'is the same to people and scripts in <Culture>, <Zone>' -ForEach $places {
            if ($IsWindows) {
                Set-ItResult -Skipped -Because 'on Windows no variable sets the time zone of a process'
            }

            $run = Invoke-TestPowerShell -Environment @{
                TZ = $Zone
                TEST_CULTURE = $Culture
                TEST_BASE_URI = "$($gateway.BaseUri)/seed-002"
                TEST_API_KEY = $gateway.ApiKey
                TEST_IDS = $placeIds -join ','
            } -Script @'
Import-Module $env:SUNOPS_TEST_MODULE
Connect-SunoApi -BaseUri $env:TEST_BASE_URI -ApiKey $env:TEST_API_KEY
$ids = $env:TEST_IDS -split ','
[cultureinfo]::CurrentCulture = $env:TEST_CULTURE
Set-Location -LiteralPath $PSScriptRoot
$tasks = Get-SunoTaskBatch $ids
$tasks | Export-Csv tasks.csv
Get-SunoTaskBatch $ids -ExpandClip -WarningAction SilentlyContinue | Export-Csv clips.csv
$tasks | Select-Object SubmitTime, @{ Name = 'Until'; Expression = { $_.FinishTime } } | Export-Csv chosen.csv
# What a script reads from the cells in this culture.
$rows = Import-Csv tasks.csv
foreach ($i in 0..($rows.Count - 1)) {
    foreach ($name in 'SubmitTime', 'StartTime', 'FinishTime', 'Elapsed') {
        $value = $tasks[$i].$name
        if ($null -ne $value -and ($rows[$i].$name -as $value.GetType()) -ne $value) {
            "unequal: $i $name $($rows[$i].$name)"
        }
    }
}
"$([TimeZoneInfo]::Local.Id), $([datetime]::new(2024, 5, 20).ToString())"
'@
            $run.Error | Should -BeNullOrEmpty
            $run.Output.Trim() | Should -Match "^$Zone, "
            if ($Culture -eq 'th-TH' -and $run.Output -notmatch '2567') {
                Set-ItResult -Skipped -Because 'this system has no data on cultures'
            }

            $invariant = [cultureinfo]::InvariantCulture
            $there = [TimeZoneInfo]::FindSystemTimeZoneById($Zone)
            $times = 0
            foreach ($kind in 'tasks', 'clips') {
                $rows = @(Import-Csv -LiteralPath (Join-Path $run.Folder "$kind.csv"))
                $rows | Should -HaveCount $expected[$kind].Count
                $wrong = foreach ($i in 0..($rows.Count - 1)) {
                    foreach ($cell in $rows[$i].PSObject.Properties) {
                        $here = $expected[$kind][$i].($cell.Name)
                        if ($cell.Name -notlike '*Time' -or -not $here) {
                            if ($cell.Value -cne $here) { "$kind $i $($cell.Name): $($cell.Value)" }
                        } else {
                            # The same moment, with the offset of the place at that time.
                            $times++
                            $time = [DateTimeOffset]::Parse($cell.Value, $invariant)
                            if ($cell.Value -notmatch $isoTime -or
                                $time -ne [DateTimeOffset]::Parse($here, $invariant) -or
                                $time.Offset -ne $there.GetUtcOffset($time)) {
                                "$kind $i $($cell.Name): $($cell.Value)"
                            }
                        }
                    }
                }
                $wrong | Should -BeNullOrEmpty
            }

            $times | Should -BeGreaterThan 30
            $whole = Import-Csv -LiteralPath (Join-Path $run.Folder 'tasks.csv')
            $chosen = Import-Csv -LiteralPath (Join-Path $run.Folder 'chosen.csv')
            $chosen.SubmitTime | Should -BeExactly $whole.SubmitTime
            $chosen.Until | Should -BeExactly $whole.FinishTime
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
