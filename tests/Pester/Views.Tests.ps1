#Requires -Version 7.4

# Screens.Tests.ps1 compares what the views show of common objects.

Describe 'Views' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
        $gateway = Start-TestGateway
        $escape = [string] [char] 27
        $ids = @(Get-TestTaskId Music 0, 1, 2, 3) + (Get-TestTaskId Lyrics 2) + (Get-TestTaskId Failed 0, 2)
        Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey
        $tasks = Get-SunoTaskBatch $ids

        function Get-Screen {
            # The lines of the output of a pipeline on a screen of a width, without leading and trailing blank lines.
            param([int] $Width = 100)

            @(($input | Out-String -Width $Width).Trim("`r", "`n") -split '\r?\n' | ForEach-Object TrimEnd)
        }

        function Get-CellCount {
            param([string] $Text)

            $Host.UI.RawUI.LengthInBufferCells($Text)
        }

        function New-SavedTask {
            # A task from JSON with the given fields.
            param([hashtable] $Field)

            $data = @{ task_id = 't-1'; action = 'MUSIC'; status = 'SUCCESS' }
            $Field.Keys.ForEach({ $data[$_] = $Field[$_] })
            @{ code = 'success'; data = $data } | ConvertTo-Json -Depth 9 | ConvertFrom-SunoJson
        }
    }

    BeforeEach {
        $PSStyle.OutputRendering = 'PlainText'
    }

    Context 'The table of tasks' {
        It 'has status, title or reason, and id at <_> columns' -ForEach 60, 79, 99, 139 {
            $lines = $tasks | Get-Screen -Width $_

            $lines[0] -split ' +' | Should -Be 'Status', 'Title/Error', 'TaskId'
            $lines[1..8] | ForEach-Object { Get-CellCount $_ } | Sort-Object -Unique |
                Select-Object -Last 1 | Should -BeLessOrEqual $_
            foreach ($i in 0..6) {
                $lines[$i + 2] | Should -Match "^$($tasks[$i].Status) .* $($ids[$i])$"
                Get-CellCount ($lines[$i + 2] -replace '(?= 5f3a).*') | Should -Be ($lines[0].IndexOf('TaskId') - 1)
            }
        }

        It 'shows why a task failed' {
            $lines = $tasks | Get-Screen -Width 180
            $narrow = $tasks | Get-Screen -Width 79
            $named = New-SavedTask @{ status = 'FAILURE'; fail_reason = 'bad words' }
            $named | Add-Member Name 'my own'

            $lines[7] | Should -Match '^Failure +Song Description contained artist name: "The Beatles" '
            $lines[8] | Should -Match '^Failure +提示词包含敏感词，请修改后重试 '
            $narrow[2] | Should -Match '^Success +Harbour Lights +5f3a'
            $narrow[7] | Should -Match '^Failure +Song Description contained ar… 5f3a'
            ($named | Get-Screen)[2] | Should -Match '^Failure +my own: bad words +t-1$'
        }

        It 'shows <What> at <Width> columns' -ForEach @(
            @{ What = 'titles of 20 characters'; Width = 79; Line = '^Success +12345678901234567890 +t-1$'
                Field = @{ data = @(@{ title = '12345678901234567890' }) } }
            @{ What = 'titles of 11 characters'; Width = 60; Line = '^Success +1234567890… t-1$'
                Field = @{ data = @(@{ title = '12345678901234567890' }) } }
            @{ What = 'no reason of a task that succeeded'; Width = 100
                Field = @{ fail_reason = 'https://cdn.example' }; Line = '^Success +t-1$' }
            @{ What = 'whole ids of new-api'; Width = 79; Line = ' task_QHMrOedZchSGJD1cFIf0dTunQGUD848u$'
                Field = @{ task_id = 'task_QHMrOedZchSGJD1cFIf0dTunQGUD848u' } }
            @{ What = 'the title of a task that has a name too'; Width = 100; Name = 'my own'
                Field = @{ data = @(@{ title = 'T' }) }; Line = '^Success +T +t-1$' }
            @{ What = 'the name of a task that has no title'; Width = 100; Name = 'my own'
                Field = @{ status = 'QUEUED' }; Line = '^Queued +my own +t-1$' }
        ) {
            $task = New-SavedTask $Field
            if ($_['Name']) {
                $task | Add-Member Name $Name
            }

            ($task | Get-Screen -Width $Width)[2] | Should -Match $Line
        }

        It 'is wide, or a list, with the name of a task that has no title' {
            $task = New-SavedTask @{ status = 'QUEUED' }
            $task | Add-Member Name 'my own'

            $task | Format-Wide | Get-Screen | Should -BeExactly 'my own (Queued)'
            $task | Format-List | Get-Screen | Should -Contain 'Name       : my own'
        }
    }

    It 'The table of clips has lines within 100 columns, and its columns aligned, with wide characters too' {
        $lines = $tasks.Clips | Get-Screen
        $place = $lines[0].IndexOf('ClipId')

        $lines.Count | Should -Be 10
        foreach ($line in $lines | Select-Object -Skip 2) {
            Get-CellCount $line | Should -BeLessOrEqual 100
            Get-CellCount ($line -replace '(?=5f3a0001).*') | Should -Be $place
        }
    }

    It 'The table of clips has status, length, title and id at <_> columns' -ForEach 79, 80, 99, 139 {
        $lines = $tasks.Clips | Get-Screen -Width $_

        $lines[0] | Should -Match '^Status +Length +Title/Error +ClipId'
        $lines[2] | Should -Match "^Complete    2:08 Harbour Lights +$($tasks[0].Clips[0].ClipId)"
    }

    It 'The table of clips shows as much of the tags as the screen holds, and cuts ids if it is too narrow for them' {
        ($tasks[0].Clips | Get-Screen)[2] | Should -Match ' 5f3a\S+ dream pop, \D*…$'
        ($tasks[0].Clips | Get-Screen -Width 80)[2] | Should -Not -Match 'dream'
        ($tasks.Clips[0] | Get-Screen -Width 59)[-1] | Should -Match '5f3a0001-.*…$'
    }

    It 'The table of clips shows <What>' -ForEach @(
        @{ What = 'titles of 25 characters at 60 columns'; Width = 59; Line = ' 1234567890123456789012345 c-1$'
            Clip = @{ title = '1234567890123456789012345'; audio_url = 'x' } }
        @{ What = 'minutes beyond the hour'; Width = 100; Line = ' 182:05 '
            Clip = @{ audio_url = 'x'; duration = 3 * 3600 + 125 } }
        @{ What = 'why a clip failed'; Width = 100; Line = '^Error +T: moderation +c-1 +pop$'
            Clip = @{ status = 'error'; title = 'T'; tags = 'pop'; error_message = 'moderation' } }
    ) {
        $task = New-SavedTask @{ data = @($Clip + @{ id = 'c-1' }) }

        ($task.Clips | Get-Screen -Width $Width)[2] | Should -Match $Line
    }

    It 'The view of lyrics without a title begins with the text, whatever its line breaks, or says why there is none' {
        $text = @{ id = 'l'; text = "one`r`ntwo"; status = 'complete' }
        $none = @{ id = 'l'; text = ''; title = ''; status = 'error'; error_message = 'bad words' }

        (New-SavedTask @{ action = 'LYRICS'; data = $text }).Lyrics | Get-Screen | Should -Be 'one', 'two'
        (New-SavedTask @{ action = 'LYRICS'; status = 'FAILURE'; data = $none }).Lyrics | Get-Screen |
            Should -Be '(Error: bad words)'
    }

    It 'The list of lyrics has the most useful properties' {
        ($tasks[4].Lyrics | Format-List | Get-Screen) -match '^\w' -replace ' +:.*' |
            Should -Be 'Title', 'Text', 'Tags', 'Status', 'ErrorMessage', 'Id', 'TaskId'
    }

    It 'The list and the table of a submission have the most useful properties' {
        $null = Submit-SunoMusic 'a calm song' -Name 'calm'
        $entry = Get-SunoSubmission -Name 'calm'

        ($entry | Format-List | Get-Screen) -replace ' +:.*' | Should -Be @(
            'SubmitTime', 'State', 'Kind', 'Name', 'TaskId', 'Gateway', 'Description', 'Lyrics', 'Title', 'Tag',
            'NegativeTag', 'Instrumental', 'Model', 'ContinueClipId', 'ContinueAt', 'Prompt', 'ClipId', 'Error',
            'EntryId')
        $table = $entry | Get-Screen -Width 79
        $table[0] -split ' +' | Should -Be 'Submitted', 'State', 'Submission', 'TaskId/Error'
        $table[2] | Should -Match "^$($entry.SubmitTime.ToString('MM-dd HH:mm')) Accepted calm +$($entry.TaskId)$"
    }

    It 'The wide view of clips names each by its title, else by its id, with its length or state' {
        $clips = @{ id = 'c-1'; status = 'complete'; title = 'A'; duration = 3725 },
            @{ id = 'c-2'; status = 'queued'; audio_url = 'x' }

        (New-SavedTask @{ data = $clips }).Clips | Format-Wide | Get-Screen |
            Should -Match '^A \(62:05\) +c-2 \(Queued\)$'
    }

    It 'Colours mark the <Word> of a <Of>' -ForEach @(
        @{ Of = 'task'; Word = 'Success'; Wire = 'SUCCESS'; Colour = 'Green' }
        @{ Of = 'task'; Word = 'Failure'; Wire = 'FAILURE'; Colour = 'Red' }
        @{ Of = 'task'; Word = 'InProgress'; Wire = 'IN_PROGRESS'; Colour = 'Cyan' }
        @{ Of = 'clip'; Word = 'Complete'; Wire = 'complete'; Colour = 'Green' }
        @{ Of = 'clip'; Word = 'Error'; Wire = 'error'; Colour = 'Red' }
        @{ Of = 'clip'; Word = 'Streaming'; Wire = 'streaming'; Colour = 'Cyan' }
    ) {
        $PSStyle.OutputRendering = 'Ansi'
        $shown = $Of -eq 'task' ? (New-SavedTask @{ status = $Wire }) :
            (New-SavedTask @{ data = @(@{ id = 'c-1'; status = $Wire; audio_url = 'x' }) }).Clips

        ($shown | Get-Screen)[2] |
            Should -Match ([regex]::Escape("$($PSStyle.Foreground.$Colour)$Word$($PSStyle.Reset)"))
    }

    It 'Colours move no column' {
        $plain = $tasks | Get-Screen
        $PSStyle.OutputRendering = 'Ansi'
        $coloured = $tasks | Get-Screen

        $coloured -join "`n" | Should -Match $escape
        ($coloured -replace "$escape\[[0-9;]*m").ForEach('TrimEnd') | Should -Be $plain
    }

    It 'Colours are in no file, and not where the output of the process is redirected' {
        $script = @'
$PSStyle.OutputRendering = 'Host'
Import-Module $env:SUNOPS_TEST_MODULE
$clip = '{"id":"c-1","status":"complete","audio_url":"x"}'
$task = '{"code":"success","data":{"task_id":"t-1","action":"MUSIC","status":"SUCCESS","data":[' + "$clip]}}" |
    ConvertFrom-SunoJson
$task | Out-File (Join-Path $PSScriptRoot 'file.txt')
$task.Clips | Format-Table >> (Join-Path $PSScriptRoot 'file.txt')
$task | Format-Table
$task.Clips | Format-Table
'@
        $result = Invoke-TestPowerShell -Script $script -Environment @{ NO_COLOR = $null }
        $file = Get-Content -LiteralPath (Join-Path $result.Folder 'file.txt') -Raw
        $file | Should -Match 'Success +t-1'
        $file | Should -Match 'Complete +c-1'
        $file | Should -Not -Match $escape
        # The headers of tables are PowerShell's.
        $result.Output -split '\r?\n' | Where-Object { $_ -match 'Success|Complete' } | Should -Not -Match $escape
    }

    It 'Control characters of a gateway break no line, and reach no terminal' {
        $clip = @{ id = 'c-1'; status = 'complete'; title = "Line one`r`n$escape[31mtwo"; tags = "a`tb"; duration = 60 }
        $field = @{ fail_reason = "no`n$escape[31mgood"; data = @($clip) }
        $done = New-SavedTask $field
        $failed = New-SavedTask ($field + @{ status = 'FAILURE' })
        $text = @{ id = 'l'; title = "a`nb"; text = "one$escape[31m`ntwo"; status = 'complete' }
        $lyrics = (New-SavedTask @{ action = 'LYRICS'; data = $text }).Lyrics

        ($done | Get-Screen -Width 130)[2] | Should -Match ' Line one \[31mtwo +t-1$'
        ($failed | Get-Screen -Width 130)[2] | Should -Match ' Line one \[31mtwo: no \[31mgood +t-1$'
        ($done.Clips | Get-Screen -Width 130)[2] | Should -Match ' Line one \[31mtwo +c-1 +a b$'
        $done | Format-Wide | Get-Screen | Should -BeExactly 'Line one [31mtwo (Success)'
        $done.Clips | Format-Wide | Get-Screen | Should -Match '^Line one \[31mtwo \(1:00\)$'
        $done.Title | Should -BeExactly $clip.title
        $lyrics | Get-Screen | Should -Be 'a b', '', 'one [31m', 'two'
    }

    It 'Control characters, and those that turn the direction of writing, are in no view of any type' {
        # In every text, also of a deserialized object, which has the same views.
        $unsafe = -join [char[]] (0..0x1f + 0x7f..0x9f + 0x61c, 0x200e, 0x200f + 0x2028..0x202e + 0x2066..0x206f)
        $pattern = "[$([regex]::Escape($unsafe) -replace '\]', '\]')-[\r\n\t]]"
        $views = Get-FormatData -TypeName SunoPS.*
        $views.TypeNames | Select-Object -Unique | Should -Be @(
            'SunoPS.SunoTask', 'SunoPS.SunoClip', 'SunoPS.SunoSubmissionRecord', 'SunoPS.SunoLyrics')
        $shown = 0
        foreach ($type in $views) {
            $row = [ordered]@{}
            $type.TypeNames[0] -as [type] | ForEach-Object GetProperties | ForEach-Object {
                $kind = [nullable]::GetUnderlyingType($_.PropertyType) ?? $_.PropertyType
                $row[$_.Name] = switch ($kind) {
                    ([datetime]) { [datetime] '2024-05-20' }
                    ([timespan]) { [timespan]::FromSeconds(60) }
                    default { "a${unsafe}b" }
                }
            }
            $object = [pscustomobject] $row
            $object.PSTypeNames.Insert(0, $type.TypeNames[0])
            $object | Add-Member Name "n${unsafe}n" -Force
            if ($row.Contains('Clips')) {
                $object.Clips = @([pscustomobject]@{ ClipId = "a${unsafe}b" })
                $object.Lyrics = [pscustomobject]@{ Title = "a${unsafe}b" }
            }

            foreach ($empty in '', 'Title', 'Text') {
                # The replacement of a missing text must be clean, too.
                if ($empty) {
                    if (-not $row.Contains($empty)) {
                        continue
                    }

                    $object.$empty = $null
                }

                foreach ($view in $type.FormatViewDefinition) {
                    $command = "Format-$($view.Control.GetType().Name -replace 'Control$')"
                    $text = $object | & $command | Out-String -Width 400
                    $text | Should -Match 'a\s+b|n n' -Because "$command shows $($type.TypeNames)"
                    $text | Should -Not -Match $pattern -Because "$command of $($type.TypeNames) cleans"
                    if ($command -in 'Format-Table', 'Format-Wide') {
                        $text | Should -Not -Match "`t" -Because "$command shows one line"
                    }
                    $shown++
                }
            }
        }

        $shown | Should -BeGreaterOrEqual 11
    }

    Context 'Elsewhere' {
        It 'saved tasks look like live ones' {
            $file = Join-Path $TestDrive 'tasks.xml'
            $tasks | Export-Clixml -LiteralPath $file
            $saved = Import-Clixml -LiteralPath $file

            $saved | Get-Screen | Should -Be ($tasks | Get-Screen)
            $saved.Clips | Get-Screen | Should -Be ($tasks.Clips | Get-Screen)
            $saved[4].Lyrics | Get-Screen | Should -Be ($tasks[4].Lyrics | Get-Screen)
            $saved | Format-List | Get-Screen | Should -Be ($tasks | Format-List | Get-Screen)
        }

        It 'tasks that were read before the module was loaded look like live ones' {
            $file = Join-Path $TestDrive 'early.xml'
            $tasks[0, 5] | Export-Clixml -LiteralPath $file
            $shell = [powershell]::Create().AddScript(@'
param($File, $Module)
$saved = Import-Clixml $File
Import-Module $Module
$saved | Out-String -Width 99
$saved | Format-List | Out-String -Width 99
$saved[0].Clips | Out-String -Width 99
'@)
            $output = $shell.AddArgument($file).AddArgument((Get-TestModulePath)).Invoke()
            $shell.Dispose()
            $lines = $output -split '\r?\n' | ForEach-Object TrimEnd | Where-Object { $_ }
            $lines | Should -Be @(
                $tasks[0, 5] | Get-Screen -Width 99
                $tasks[0, 5] | Format-List | Get-Screen -Width 99
                $tasks[0].Clips | Get-Screen -Width 99
            ).Where({ $_ })
        }

        It 'they are the same in constrained language' {
            $run = Invoke-TestRunspace -LanguageMode ConstrainedLanguage -Parameter @{ Tasks = $tasks } -Script @'
param($Tasks)
$Tasks | Out-String -Width 100
$Tasks.Clips | Out-String -Width 100
$Tasks.Clips | Format-Wide | Out-String -Width 100
$Tasks[4].Lyrics | Out-String -Width 100
'@
            $run.Mode | Should -Be 'ConstrainedLanguage'
            $run.Output | Should -BeExactly @(
                $tasks | Out-String -Width 100
                $tasks.Clips | Out-String -Width 100
                $tasks.Clips | Format-Wide | Out-String -Width 100
                $tasks[4].Lyrics | Out-String -Width 100
            )
        }

        It 'they are the same in <_>' -ForEach 'de-DE', 'th-TH', 'ar-SA', 'fa-IR' {
            $show = { $tasks, $tasks.Clips | ForEach-Object { $_ | Get-Screen; $_ | Format-List | Get-Screen } }

            Use-TestCulture $_ $show | Should -Be (& $show)
        }
    }
}
