#Requires -Version 7.4

Describe 'Objects' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
        $gateway = Start-TestGateway
        $folder = New-TestFolder
        $modulePath = Get-TestModulePath
        $musicId = Get-TestTaskId Music 2
        $lyricsId = Get-TestTaskId Lyrics 2
    }

    BeforeEach {
        Reset-TestGateway $gateway
        Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey
    }

    It 'The properties cannot be written, nor the collections in them' {
        $task = Get-SunoTask $musicId
        $lyrics = (Get-SunoTask $lyricsId).Lyrics
        foreach ($object in $task, $task.Clips[0], $lyrics) {
            $before = $object | ConvertTo-Json -Depth 5
            foreach ($name in $object.PSObject.Properties.Name) {
                { $object.$name = $null } | Should -Throw -Because "$name is read-only"
            }

            $object | ConvertTo-Json -Depth 5 | Should -BeExactly $before
        }

        { $task.Clips[0] = $task.Clips[1] } | Should -Throw
        { ([Collections.IList] $task.Clips).Clear() } | Should -Throw
        { $task.AdditionalProperties['search_item'] = 'x' } | Should -Throw
        { $task.AdditionalProperties.Clear() } | Should -Throw
        { $task.AdditionalProperties.Add('x', 1) } | Should -Throw
        $task.Clips.Count | Should -Be 2
        $task.AdditionalProperties['search_item'] | Should -BeExactly ''
    }

    It 'The properties print as their names' {
        $task = Get-SunoTask $musicId

        "$task" | Should -BeExactly $task.TaskId
        "$($task.Clips)" | Should -BeExactly "$($task.Clips[0].ClipId) $($task.Clips[1].ClipId)"
        "$($task.Clips[0])" | Should -BeExactly $task.Clips[0].ClipId
        "$((Get-SunoTask $lyricsId).Lyrics)" | Should -BeExactly '城市之光'
    }

    It 'A time is a local DateTime, and a status a word' {
        $time = (Get-SunoTask $musicId).SubmitTime

        $time | Should -BeOfType ([datetime])
        $time.Kind | Should -Be 'Local'
        $time.ToUniversalTime() | Should -Be ([datetime]::SpecifyKind('2024-05-20T07:55:51', 'Utc'))
        @(Get-SunoTask $musicId | Where-Object Status -EQ Success) | Should -HaveCount 1
        @(Get-SunoTask $musicId | Where-Object Status -EQ Failure) | Should -HaveCount 0
    }

    It 'The additional properties are read with a dot too, and in depth' {
        $more = (ConvertFrom-SunoJson ('{"task_id":"t","search_item":"雨","id":9007199254740993,' +
            '"owner":{"name":"Ann","address":{"city":"Łódź"}},"tags_seen":["a",{"deep":1}]}')).AdditionalProperties

        $more.search_item, $more.owner.name, $more.owner.address.city | Should -BeExactly '雨', 'Ann', 'Łódź'
        $more['owner']['address']['city'] | Should -BeExactly 'Łódź'
        $more.tags_seen[0], $more.tags_seen[1].deep | Should -Be 'a', 1
        $more.Keys | Sort-Object | Should -Be 'id', 'owner', 'search_item', 'tags_seen'
        ("$more" | ConvertFrom-Json).id | Should -Be 9007199254740993
    }

    It 'ConvertTo-Json writes a task with its clips, and nothing of a .NET type' {
        $json = Get-SunoTask $musicId | ConvertTo-Json -Depth 6

        $json | Should -Not -Match 'System\.|SunoPS\.'
        $json | Should -Match '"SubmitTime": "\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d'
        ($json | ConvertFrom-Json).Clips[0].AdditionalProperties.stream | Should -BeTrue
    }

    It 'Objects have the lyrics of a lyrics task, and the words of a song, in a separate column' {
        $task = Get-SunoTask $lyricsId

        $task.LyricsText | Should -BeExactly $task.Lyrics.Text
        ($task | ConvertTo-Csv | ConvertFrom-Csv).LyricsText | Should -BeExactly $task.Lyrics.Text
        $song = Get-SunoTask $musicId
        $song.LyricsText | Should -BeExactly $song.Clips[0].Prompt
        $song.ElapsedSec | Should -Be $song.Elapsed.TotalSeconds
    }

    It 'Objects have lengths in seconds that add up, in every culture' {
        $clips = Get-SunoTask $musicId -ExpandClip
        $sum, $cell = Use-TestCulture de-DE {
            ($clips | Measure-Object DurationSec -Sum).Sum
            ($clips[0] | ConvertTo-Csv | ConvertFrom-Csv).DurationSec
        }

        $sum | Should -Be ($clips[0].Duration + $clips[1].Duration).TotalSeconds
        $clips[0].DurationSec | Should -BeOfType ([double])
        $cell | Should -BeExactly $clips[0].DurationSec.ToString([cultureinfo]::InvariantCulture)
    }

    Context 'From elsewhere' {
        BeforeAll {
            Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey
            $live = Get-SunoTaskBatch $musicId, $lyricsId, (Get-TestTaskId Failed 0)
            $live[2] | Add-Member Name 'my own'
            $file = Join-Path $folder 'elsewhere.xml'
            $live | Export-Clixml -LiteralPath $file
            $saved = Import-Clixml -LiteralPath $file
            $deep = ('{"a":[' * 50) + '1.10' + (']}' * 50)
            $json = "{`"task_id`":`"t`",`"deep`":$deep,`"data`":[{`"clip_id`":`"c`",`"x`":$deep}]}"
            $output = Start-Job {
                Import-Module $using:modulePath
                Connect-SunoApi -BaseUri ($using:gateway).BaseUri -ApiKey ($using:gateway).ApiKey
                Get-SunoTaskBatch ($using:live).TaskId
                ConvertFrom-SunoJson $using:json
                'after'
            } | Receive-Job -Wait -AutoRemoveJob
            $fromJob = $output[0..2]
            $deepOfJob, $after = $output[3, 4]
        }

        It 'objects print in CSV as live ones do, in the culture <_>' -ForEach 'th-TH', 'de-DE', 'ar-SA' {
            Use-TestCulture $_ {
                $columns = [SunoPS.SunoTask].GetProperties().Name
                $expected = $live[0, 1] | Select-Object $columns | ConvertTo-Csv
                foreach ($other in $saved, $fromJob) {
                    $other[0, 1] | Select-Object $columns | ConvertTo-Csv | Should -Be $expected
                    $other, $other.Clips | ForEach-Object { $_ | ConvertTo-Csv } |
                        Should -Not -Match 'System\.|SunoPS\.'
                }
            }
        }

        It 'objects are unchanged, with their names' {
            $saved[2].Name | Should -BeExactly 'my own'
            foreach ($other in $saved, $fromJob) {
                $other | Should -BeOfType ([SunoPS.SunoTask])
                $other[0].Clips[1].Duration | Should -Be $live[0].Clips[1].Duration
                $other[0].Clips[1].Index | Should -Be 2
                $other[0].Gateway | Should -Be ([uri] $gateway.BaseUri).Authority
                $other[0].AdditionalProperties['id'] | Should -Be $live[0].AdditionalProperties['id']
            }
        }

        It 'objects pipe into every cmdlet' {
            ($saved | Get-SunoTask).TaskId | Should -Be $live.TaskId
            ($saved | Get-SunoTaskBatch).TaskId | Should -Be $live.TaskId
            ($saved | Wait-SunoTask).TaskId | Should -Be $live.TaskId
            ($saved | ConvertFrom-SunoJson).TaskId | Should -Be $live.TaskId
            ($saved[0].Clips[0] | Join-SunoClip -WhatIf *>&1) | Should -BeNullOrEmpty
            $null = $saved[0] | Save-SunoClip $folder -WhatIf -ErrorVariable failed
            $failed | Should -BeNullOrEmpty
            $null = Submit-SunoMusic 'a' -AdditionalProperty @{ task = 'cover' }
            Get-SunoSubmission | Export-Clixml (Join-Path $folder 'journal.xml')
            $entry = Import-Clixml (Join-Path $folder 'journal.xml')
            $entry | Should -BeOfType ([SunoPS.SunoSubmissionRecord])
            ($entry | ConvertTo-Csv) | Should -Be (Get-SunoSubmission | ConvertTo-Csv)
            ($entry | Wait-SunoTask -PollingIntervalSec 1).TaskId | Should -Be $entry.TaskId
        }

        It 'additional properties are JSON text, so that no nesting is too deep' {
            $file = Join-Path $folder 'deep.xml'
            ConvertFrom-SunoJson $json | Export-Clixml -LiteralPath $file
            $back = Import-Clixml -LiteralPath $file

            "$($back.AdditionalProperties)" | Should -BeExactly "{`"deep`":$deep}"
            "$($back.Clips[0].AdditionalProperties)" | Should -BeExactly "{`"x`":$deep}"
            $back.AdditionalProperties.deep.a[0] | Should -BeOfType ([SunoPS.SunoJsonObject])
            "$($deepOfJob.AdditionalProperties)" | Should -BeExactly "{`"deep`":$deep}"
            $after | Should -Be 'after'
        }
    }

    It 'of another process are no connections: its key stays there' {
        $connection = [Management.Automation.PSSerializer]::Deserialize(
            [Management.Automation.PSSerializer]::Serialize((Get-SunoConnection)))

        { Get-SunoTask 'a' -Connection $connection } |
            Should -Throw '*its key stays there. Connect in the job with Connect-SunoApi, or set SUNO_API_KEY with *'
    }
}
