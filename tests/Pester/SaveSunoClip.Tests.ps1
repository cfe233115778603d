#Requires -Version 7.4

Describe 'Save-SunoClip' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
        $gateway = Start-TestGateway
        $modulePath = Get-TestModulePath

        function New-Clip {
            # A clip as sent by a gateway, with media on the media host.
            param([string] $Id, [string] $Title = 'Song', [hashtable] $Change = @{})

            $clip = @{
                id        = $Id
                title     = $Title
                status    = 'complete'
                audio_url = "$($gateway.BaseUri)/_media/$Id.mp3"
                video_url = "$($gateway.BaseUri)/_media/$Id.mp4"
                image_url = "$($gateway.BaseUri)/_media/$Id.jpeg"
                metadata  = @{ prompt = "[Verse]`nla la"; tags = 'pop'; duration = 219.5 }
            }
            $Change.Keys.ForEach({ $clip[$_] = $Change[$_] })
            $clip
        }

        function New-Task {
            param([hashtable[]] $Clip = @(), [string] $TaskId = 'task-1', [string] $Status = 'SUCCESS')

            @{ code = 'success'; data = @{ task_id = $TaskId; status = $Status; data = $Clip } } |
                ConvertTo-Json -Depth 9 | ConvertFrom-SunoJson
        }

        function Get-HostHash {
            # The hash of a file of the media host, fetched without the module.
            param([string] $File)

            $bytes = (Invoke-WebRequest -Uri "$($gateway.BaseUri)/_media/$File" -NoProxy -Verbose:$false).
                RawContentStream.ToArray()
            [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($bytes))
        }

        function Get-FileName {
            # All files below a folder, including hidden files.
            param([string] $Folder)

            @(
                Get-ChildItem -LiteralPath $Folder -Recurse -File -Force -ErrorAction Ignore |
                    ForEach-Object { [IO.Path]::GetRelativePath($Folder, $_.FullName).Replace('\', '/') } | Sort-Object
            )
        }
    }

    BeforeEach {
        Disconnect-SunoApi
        Reset-TestGateway $gateway
        $folder = New-TestFolder
        # The media host is this machine, and most tests are not connected.
        $PSDefaultParameterValues['Save-SunoClip:AllowPrivateNetwork'] = $true
    }

    AfterEach {
        Clear-TestEnvironment
        (Get-TestGatewayStatistic $gateway).mediaKeys | Should -Be 0 -Because 'no key may reach a media host'
    }

    Context 'Input' {
        It 'saves every clip of a task, and needs no connection' {
            Get-SunoConnection | Should -BeNullOrEmpty

            $output = New-Task (New-Clip c-1), (New-Clip c-2) | Save-SunoClip -Path $folder

            $output | Should -BeNullOrEmpty
            Get-FileName $folder | Should -Be 'Song c-1.mp3', 'Song c-2.mp3'
            (Get-FileHash -LiteralPath (Join-Path $folder 'Song c-1.mp3')).Hash | Should -Be (Get-HostHash c-1.mp3)
        }

        It 'accepts clips by pipeline and by name, and the folder by position' {
            $clips = (New-Task (New-Clip c-1), (New-Clip c-2), (New-Clip c-3)).Clips

            $clips[0] | Save-SunoClip $folder
            Save-SunoClip $folder -InputObject $clips[1]
            Save-SunoClip -Clip $clips -Path $folder

            Get-FileName $folder | Should -Be 'Song c-1.mp3', 'Song c-2.mp3', 'Song c-3.mp3'
            @(Get-TestGatewayLog $gateway) | Should -HaveCount 3
        }

        It 'accepts media of this machine only from a task of a gateway on it, or where that is allowed' {
            $PSDefaultParameterValues.Remove('Save-SunoClip:AllowPrivateNetwork')
            $save = @{ Path = $folder; ErrorAction = 'SilentlyContinue' }
            New-Task (New-Clip c-1) | Save-SunoClip @save -ErrorVariable unconnected
            $remote = Connect-SunoApi -BaseUri https://8.8.8.8 -ApiKey $gateway.ApiKey -PassThru
            New-Task (New-Clip c-2) | Save-SunoClip @save -AllowPrivateNetwork
            $local = Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey -PassThru
            New-Task (New-Clip c-3) | Save-SunoClip @save -ErrorVariable saved
            New-Task (New-Clip c-4) | Save-SunoClip @save -Connection $local
            $body = @{ code = 'success'; data = @{ task_id = 't-1'; status = 'SUCCESS'; data = @((New-Clip c-5)) } }
            Add-TestGatewayAnswer $gateway -Body $body -Path '/suno/fetch'
            $task = Get-SunoTask t-1
            $task | Save-SunoClip @save -Connection $remote -ErrorVariable elsewhere
            Disconnect-SunoApi
            $task | Save-SunoClip @save

            $unconnected, $saved, $elsewhere | ForEach-Object {
                $_.FullyQualifiedErrorId | Should -Be 'InvalidArgument,SunoPS.Commands.SaveSunoClipCommand'
                $_.CategoryInfo.Category | Should -Be 'SecurityError'
                "$_" | Should -BeLike '*-AllowPrivateNetwork*'
            }
            "$saved" | Should -BeLike '*the gateway of the clip is not known*with -Connection*'
            "$elsewhere" | Should -BeLike "*unlike the gateway '8.8.8.8'*"
            Get-FileName $folder | Should -Be 'Song c-2.mp3', 'Song c-4.mp3', 'Song c-5.mp3'
        }

        It 'uses the connection of the environment' {
            $PSDefaultParameterValues.Remove('Save-SunoClip:AllowPrivateNetwork')
            $env:SUNO_API_BASE_URI = $gateway.BaseUri
            $env:SUNO_API_KEY = $gateway.ApiKey
            $body = @{ code = 'success'; data = @{ task_id = 't-1'; status = 'SUCCESS'; data = @((New-Clip c-1)) } }
            Add-TestGatewayAnswer $gateway -Body $body -Path '/suno/fetch'
            Add-TestGatewayAnswer $gateway -Status 404 -Path $gateway.ApiKey
            Get-SunoTask t-1 | Save-SunoClip $folder
            $address = "$($gateway.BaseUri)/_media/$($gateway.ApiKey)/x.mp3"
            $said = [pscustomobject]@{ ClipId = 'c-2'; AudioUrl = $address } |
                Save-SunoClip $folder -AllowPrivateNetwork -Verbose -ErrorAction Continue *>&1 | Out-String

            Get-FileName $folder | Should -Be 'Song c-1.mp3'
            $said | Should -Match '404'
            Find-TestSecret -Text $said -Key $gateway.ApiKey | Should -BeNullOrEmpty
        }

        It 'reads every property of a clip from a row' {
            $all = @{
                model_name = 'chirp-v4'; major_model_version = 'v3'; msg = 'm'; state = 'succeeded'
                error_type = 'e'; error_message = 'em'; image_large_url = 'https://media.example/l.jpeg'
                audio_prompt_id = 'a'; continue_clip_id = 'p'; continue_at = 12.5
                created_at = '2024-05-20T12:00:00Z'; updated_at = '2024-05-20T12:01:00Z'; play_count = 3
                negative_tags = 'metal'; persona_id = 'pe'; cover_clip_id = 'co'; make_instrumental = $true
                handle = 'ada'; upvote_count = 2; extra = 1
                metadata = @{ prompt = 'la'; gpt_description_prompt = 'g'; tags = 'pop'; duration = 219.5 }
            }
            $task = New-Task (New-Clip c-1 -Change $all)
            $task.Clips | Export-Csv -LiteralPath $folder/clips.csv

            $task | Save-SunoClip $folder/live -Metadata
            Import-Csv -LiteralPath $folder/clips.csv | Save-SunoClip $folder/csv -Metadata

            $live = Get-Content -LiteralPath $folder/live/'Song c-1.json' -Raw
            (Get-Content -LiteralPath $folder/csv/'Song c-1.json' -Raw) | Should -BeExactly $live
            $names = [SunoPS.SunoClip].GetProperties().Name
            ($live | ConvertFrom-Json).PSObject.Properties.Name | Should -Be $names
        }

        It 'gives advice that fits the state of the task: <Status>' -ForEach @(
            @{ Status = 'FAILURE'; Reason = 'time out'; Expected = '*Its task failed: time out. Save the part*' }
            @{ Status = 'FAILURE'; Reason = ''; Expected = '*Its task failed. Save the part*' }
            @{ Status = 'SUCCESS'; Reason = ''; Expected = '*Fetch its task again later with Get-SunoTask*' }
            @{ Status = 'IN_PROGRESS'; Reason = ''; Expected = '*Wait for its task with Wait-SunoTask*' }
        ) {
            $data = @{
                task_id = 'task-1'; action = 'MUSIC'; status = $Status; fail_reason = $Reason
                data = @(@{ id = 'c-1'; status = 'streaming'; audio_url = "$($gateway.BaseUri)/_media/x.mp3" })
            }
            $task = $data | ConvertTo-Json -Depth 5 | ConvertFrom-SunoJson
            $task, $task.Clips[0] | ForEach-Object {
                $_ | Save-SunoClip $folder -ErrorVariable errors -ErrorAction SilentlyContinue
                "$errors" | Should -BeLike $Expected
            }
        }

        It 'knows the task of clips that were saved with it' {
            $task = @{ task_id = 't-1'; submit_time = 1716206149; status = 'SUCCESS'; data = @(New-Clip c-1) } |
                ConvertTo-Json -Depth 9 | ConvertFrom-SunoJson
            $task | Export-Clixml -LiteralPath $folder/task.xml
            $saved = @(
                $task, (Import-Clixml -LiteralPath $folder/task.xml), ($task | Select-Object *)
                $task | ConvertTo-Json -Depth 9 | ConvertFrom-Json
                $task | ConvertTo-Json -Depth 9 | ConvertFrom-Json -AsHashtable
            )

            $saved[1].Clips[0] | Save-SunoClip -Path $folder -FileName 'clip' -Metadata
            (Get-Content -LiteralPath $folder/clip.json | ConvertFrom-Json).Status | Should -Be 'Complete'
            $saved.ForEach({ $_ | Save-SunoClip -Path $folder -FileName '{Date} {Title}' -PassThru -Force }).Name |
                Should -Be (@('2024-05-20 Song.mp3') * 5)
        }

        It 'fetches the clips of rows without an address, such as those of a choice' {
            Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey -MaximumRetryCount 0
            $data = @{ task_id = 't-1'; status = 'SUCCESS'; data = (New-Clip c-1), (New-Clip c-2), (New-Clip c-3) }
            Add-TestGatewayAnswer $gateway -Body @{ code = 'success'; data = $data } -Path '/suno/fetch'
            $rows = 't-1,c-2,x,A/1.mp3,,Q4', 't-1,c-3,x,A/2.mp3,,Q5', 't-1,nope,x,A/3.mp3,,Q5' |
                ConvertFrom-Csv -Header TaskId, ClipId, Choice, File, AudioUrl, Album

            $files = $rows | Save-SunoClip $folder -FileName '{Album}/{Title}' -PassThru -ErrorVariable errors `
                -ErrorAction SilentlyContinue

            Get-FileName $folder | Should -Be 'Q4/Song.mp3', 'Q5/Song.mp3'
            $files.ClipId | Should -Be 'c-2', 'c-3'
            $errors.FullyQualifiedErrorId | Should -Be 'MediaNotFound,SunoPS.Commands.SaveSunoClipCommand'
            "$errors" | Should -BeLike "*'t-1'*no clip 'nope'*"

            # The file of a choice has the address of the audio alone.
            Add-TestGatewayAnswer $gateway -Body @{ code = 'success'; data = $data } -Path '/suno/fetch'
            [pscustomobject]@{ TaskId = 't-1'; ClipId = 'c-2'; AudioUrl = (New-Clip c-2).audio_url } |
                Save-SunoClip $folder/chosen -Media Video -FileName v
            Get-FileName $folder/chosen | Should -Be 'v.mp4'
        }

        It 'ends at a rejected key, after the files of other input' {
            Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey 'sk-wrong-key-of-a-test'
            $rows = @(1..250 | ForEach-Object { [pscustomobject]@{ TaskId = "t-$_"; ClipId = "c-$_" } })

            $names = try {
                $rows + (New-Task (New-Clip c-1)) |
                    Save-SunoClip $folder -PassThru -ErrorAction SilentlyContinue | ForEach-Object Name
            } catch { $_.FullyQualifiedErrorId }

            $names | Should -Be 'Song c-1.mp3', 'Unauthorized,SunoPS.Commands.SaveSunoClipCommand'
        }

        It 'saves the others first if rows without an address need a connection' {
            $null = Invoke-TestGatewayControl $gateway Post 'media' @{ pauseMilliseconds = 300 }
            $rows = [pscustomobject]@{ TaskId = 't-1'; ClipId = 'c-2'; AudioUrl = '' }, (New-Task (New-Clip c-1))

            $names = try {
                $rows | Save-SunoClip $folder -PassThru | ForEach-Object Name
            } catch { $_.FullyQualifiedErrorId }

            $names | Should -Be 'Song c-1.mp3', 'NotConnected,SunoPS.Commands.SaveSunoClipCommand'
        }

        It 'saves every clip of a task that has the columns of a row for one clip' {
            $task = New-Task (New-Clip c-1), (New-Clip c-2) | Add-Member -PassThru -NotePropertyMembers @{
                ClipId = 'c-1'; AudioUrl = ''; Album = 'Q4'
            }
            $task | Export-Clixml -LiteralPath (New-Item -Path $folder/task.xml -Force)

            $task, (Import-Clixml -LiteralPath $folder/task.xml), ($task | ConvertTo-Json -Depth 5 | ConvertFrom-Json) |
                ForEach-Object {
                    $_ | Save-SunoClip $folder -FileName '{Album} {ClipId}' -Force -PassThru -WarningVariable warnings |
                        ForEach-Object Name | Should -Be 'Q4 c-1.mp3', 'Q4 c-2.mp3'
                    $warnings | Should -BeNullOrEmpty
                }
        }

        It 'saves lyrics as text, also from deserialized lyrics tasks' {
            Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey
            $task = Get-SunoTask (Get-TestTaskId Lyrics 1)
            $task | Export-Clixml -LiteralPath $folder/task.xml

            $instrumental = New-Task (New-Clip c-2 -Change @{ metadata = @{ tags = 'pop' } }) |
                Save-SunoClip $folder/none -Media Lyrics -PassThru
            $song = New-Task (New-Clip c-1) | Save-SunoClip $folder/songs -Media Lyrics -PassThru
            $live = $task | Save-SunoClip $folder/live -Media Audio, Lyrics -PassThru -WarningVariable warnings
            $back = Import-Clixml -LiteralPath $folder/task.xml | Save-SunoClip $folder/back -Media Lyrics -PassThru
            $table = $task | ConvertTo-Json -Depth 5 | ConvertFrom-Json -AsHashtable |
                Save-SunoClip $folder/table -Media Lyrics -PassThru

            $instrumental | Should -BeNullOrEmpty
            $song.Name | Should -Be 'Song c-1.txt'
            $song | Get-Content -Raw | Should -BeExactly "[Verse]`nla la"
            $live | Get-Content -Raw | Should -BeExactly $task.Lyrics.Text
            $back, $table | ForEach-Object {
                $_ | Get-Content -Raw | Should -BeExactly $task.Lyrics.Text
                $_.Name | Should -Be $live.Name
            }
            $warnings | Should -BeNullOrEmpty
        }

        It 'counts tasks that have no clip in one warning' {
            (New-Task -Status FAILURE), (New-Task -Status FAILURE -TaskId t-2),
                (New-Task -Status NOT_START -TaskId t-3) |
                Save-SunoClip -Path $folder -WarningVariable warnings -WarningAction SilentlyContinue

            $warnings.Message | Should -Be 'Skipped 3 tasks without clips (1 NotStart, 2 Failure).'
        }

        It 'writes one InvalidArgument for each object that is neither clip nor task' {
            $broken = [pscustomobject]@{ } | Add-Member ScriptProperty AudioUrl { throw 'no' } -PassThru
            $inputs = 'an-id', [pscustomobject]@{ TaskId = 't-1'; Clips = 'c-1, c-2' }, 42, $broken
            $inputs += [pscustomobject]@{ Clips = @($null); RawStatus = 'x'; IsCompleted = $true }
            $inputs + (New-Task (New-Clip c-1)) |
                Save-SunoClip -Path $folder -ErrorVariable errors -ErrorAction SilentlyContinue

            $errors.FullyQualifiedErrorId | Should -Be (@('InvalidArgument,SunoPS.Commands.SaveSunoClipCommand') * 4)
            "$($errors[3])" | Should -BeLike 'The object cannot be read: *no*'
            $errors[0].TargetObject | Should -Be 'an-id'
            "$($errors[0])" | Should -BeLike '*Get-Content ids.txt | Get-SunoTaskBatch*'
            "$($errors[1])" | Should -BeLike "*'t-1'*Import-Csv <file> | Get-SunoTaskBatch | Save-SunoClip."
            Get-FileName $folder | Should -Be 'Song c-1.mp3'
        }

        It 'ends with one error for a file that was read with another delimiter' {
            $rows = 'TaskId;ClipId;Title;Choice', 't-1;c-1;a;x', 't-1;c-2;b;x' | ConvertFrom-Csv

            { $rows | Save-SunoClip $folder } | Should -Throw -ErrorId 'InvalidArgument,*' `
                -ExpectedMessage "*several columns*Import-Csv -Delimiter ';'."
        }

        It 'does nothing for an empty list' {
            Save-SunoClip $folder -InputObject @() | Should -BeNullOrEmpty
            Get-FileName $folder | Should -HaveCount 0
        }
    }

    Context 'Output' {
        It 'outputs the files with -PassThru, in the order of clips and media, as Get-Item does' {
            $files = New-Task (New-Clip c-2 '[b] c?'), (New-Clip c-1) |
                Save-SunoClip -Path $folder -Media 'Image, Audio' -PassThru

            $files | ForEach-Object { $_ | Should -BeOfType [IO.FileInfo] }
            $files.Name | Should -Be '[b] c_ c-2.jpeg', '[b] c_ c-2.mp3', 'Song c-1.jpeg', 'Song c-1.mp3'
            ($files | Get-FileHash).Count | Should -Be 4
            $files[1].Length | Should -Be (Get-Item -LiteralPath $files[1].FullName).Length
        }

        It 'outputs files that know their clip, with the columns of the user' {
            $task = New-Task (New-Clip c-1)
            $task | Add-Member Album 'A' -PassThru | Add-Member Name 'mine' -PassThru | Add-Member Length 'long'
            $before = $task.Clips[0].PSObject.Properties.Name

            $files = $task | Save-SunoClip $folder -Media Audio, Lyrics -Metadata -PassThru -WarningVariable warnings `
                -WarningAction SilentlyContinue

            $files.Media | Should -Be 'Audio', 'Lyrics', 'Metadata'
            $files.ForEach({ "$($_.ClipId) $($_.TaskId) $($_.Title) $($_.Album)" }) |
                Should -Be (@('c-1 task-1 Song A') * 3)
            $files[0].Clip | Should -BeOfType [SunoPS.SunoClip]
            $files[0].Clip.Name, $files[0].Clip.Length, $files[0].Clip.Album | Should -Be 'mine', 'long', 'A'
            $files[0].Name | Should -Be 'Song c-1.mp3'
            $files[0].Length | Should -BeGreaterThan 1000
            $warnings | Should -HaveCount 1
            $warnings.Message | Should -BeLike 'Files have properties named Length: *'
            $task.Clips[0].PSObject.Properties.Name | Should -Be $before
        }

        It 'saves other media of the files that it output' {
            $files = New-Task (New-Clip c-1) | Save-SunoClip $folder -PassThru

            $files | Save-SunoClip $folder -Media Image

            Get-FileName $folder | Should -Be 'Song c-1.jpeg', 'Song c-1.mp3'
        }

        It 'gives an error for a file that another program has moved away, and the others' {
            $clips = New-Task (New-Clip c-1), (New-Clip c-2)
            $first = $true

            $files = $clips | Save-SunoClip $folder -ThrottleLimit 1 -PassThru -ErrorVariable errors `
                -ErrorAction SilentlyContinue | ForEach-Object {
                if ($first) {
                    $first = $false
                    Wait-TestCondition { Test-Path -LiteralPath "$folder/Song c-2.mp3" } 'the second file is saved'
                    Move-Item -LiteralPath "$folder/Song c-2.mp3" "$folder/moved.mp3"
                }
                $_
            }

            $files.Name | Should -Be 'Song c-1.mp3'
            $errors.FullyQualifiedErrorId | Should -Be 'FileError,SunoPS.Commands.SaveSunoClipCommand'
            $errors.TargetObject.ClipId | Should -Be 'c-2'
            "$errors" | Should -BeLike '*another program has moved or deleted it*'
        }

        It 'outputs an existing file, sends nothing, and reports it with -Verbose' {
            $first = New-Task (New-Clip c-1) | Save-SunoClip -Path $folder -PassThru
            Reset-TestGateway $gateway

            $second, $verbose = (New-Task (New-Clip c-1) | Save-SunoClip -Path $folder -PassThru -Verbose 4>&1).Where(
                { $_ -is [IO.FileInfo] }, 'Split')

            $second.FullName, $second.LastWriteTimeUtc | Should -Be $first.FullName, $first.LastWriteTimeUtc
            $verbose.Message | Should -Be "Skipped, the file exists: $($first.FullName)"
            @(Get-TestGatewayLog $gateway) | Should -HaveCount 0
        }

        It 'puts a new file in the place of the old with -Force' {
            $task = New-Task (New-Clip c-1)
            $task | Save-SunoClip -Path $folder
            Set-Content -LiteralPath $folder/'Song c-1.mp3' 'mine'

            $task | Save-SunoClip -Path $folder
            Get-Content -LiteralPath $folder/'Song c-1.mp3' | Should -Be 'mine'
            $task | Save-SunoClip -Path $folder -Force
            (Get-FileHash -LiteralPath $folder/'Song c-1.mp3').Hash | Should -Be (Get-HostHash c-1.mp3)
        }

        It 'shows each file with -WhatIf, and sends and makes nothing' {
            $said = Get-TestTranscript -Parameter @{ Task = New-Task (New-Clip c-1); Folder = $folder } -Script @'
                param($Task, $Folder)
                $Task | Save-SunoClip -Path $Folder/new -Media Audio, Video -Metadata -WhatIf
'@

            $said | Should -Match 'Save audio of clip ''c-1''" on target ".*Song c-1\.mp3"'
            $said | Should -Match 'Save video of clip ''c-1''" on target ".*Song c-1\.mp4"'
            $said | Should -Match 'Save metadata of clip ''c-1''" on target ".*Song c-1\.json"'
            @(Get-TestGatewayLog $gateway) | Should -HaveCount 0
            Join-Path $folder 'new' | Should -Not -Exist
        }

        It 'keeps the number of a clip that comes again when it is complete' {
            (New-Clip a A @{ status = 'streaming' }), (New-Clip b B), (New-Clip a A), (New-Clip c C) |
                ForEach-Object { New-Task $_ } |
                Save-SunoClip $folder -FileName '{Number:00} {Title}' -IncludeStreaming

            Get-FileName $folder | Should -Be '01 A (streaming).mp3', '01 A.mp3', '02 B.mp3', '03 C.mp3'
        }

        It 'keeps to -ThrottleLimit' {
            Set-TestGatewayLatency $gateway 100

            New-Task (1..8 | ForEach-Object { New-Clip "c-$_" }) | Save-SunoClip -Path $folder -ThrottleLimit 2

            (Get-TestGatewayStatistic $gateway).maxInFlight | Should -BeLessOrEqual 2
            Get-FileName $folder | Should -HaveCount 8
        }

        It 'shows one bar with files, bytes and rate, and removes it' {
            $null = Invoke-TestGatewayControl $gateway Post 'media' @{ bytes = 200000; pauseMilliseconds = 300 }
            $parameter = @{ Task = New-Task (New-Clip c-1), (New-Clip c-2); Folder = $folder }
            $records = (Invoke-TestRunspace -Parameter $parameter -Script @'
param($Task, $Folder)
$Task | Save-SunoClip $Folder -AllowPrivateNetwork
'@).Progress.Where({ $_.Activity -like '*Suno*' })

            $records.Count | Should -BeGreaterThan 1
            $records.Activity | Select-Object -Unique | Should -Be 'Saving Suno clips'
            $records.ActivityId | Select-Object -Unique | Should -HaveCount 1
            $records[0].StatusDescription | Should -Match '^0 of 2 files, 0 failed, 0\.\d MiB, 0\.\d MiB/s$'
            $records[-1].RecordType | Should -Be 'Completed'
        }
    }

    It 'The folder is created: <Line>' -ForEach @(
        @{ Line = '-Path "$folder/[a]/new [b-c]"'; File = '[a]/new [b-c]/Song c-1.mp3' }
        @{ Line = '-LiteralPath "$folder/[a]"'; File = '[a]/Song c-1.mp3' }
        @{ Line = './here'; File = 'here/Song c-1.mp3' }, @{ Line = ''; File = 'Song c-1.mp3' }
        @{ Line = 'SunoTest:/sub'; File = 'sub/Song c-1.mp3' }
    ) {
        $null = New-PSDrive -Name SunoTest -PSProvider FileSystem -Root $folder
        Push-Location -LiteralPath $folder
        try {
            $saved = . ([scriptblock]::Create("New-Task (New-Clip c-1) | Save-SunoClip $Line -PassThru"))
        } finally {
            Pop-Location
            Remove-PSDrive -Name SunoTest
        }

        $saved.FullName | Should -Be ([IO.Path]::GetFullPath((Join-Path $folder $File)))
        Get-FileName $folder | Should -Be $File
    }

    It 'The folder is rejected if it is <What>' -ForEach @(
        @{ What = 'in the environment'; Where = 'Env:\'; Id = 'InvalidArgument,*' }
        @{ What = 'on a drive that there is not'; Where = 'NoSuchDrive:\x'; Id = 'InvalidArgument,*' }
        @{ What = 'named like a file'; Where = './x.mp3'; Id = 'InvalidArgument,*'; Message = '*-FileName*' }
        @{ What = 'a script block'; Where = { 'x' }; Id = '*'; Message = '*-FileName*' }
        @{ What = 'a file'; Where = $PSCommandPath; Id = 'FileError,*' }
    ) {
        { New-Task (New-Clip c-1) | Save-SunoClip -Path $Where } | Should -Throw ($_['Message'] ?? '*') -ErrorId $Id
        { New-Task (New-Clip c-1) | Save-SunoClip -Path $Where -LiteralPath $Where } | Should -Throw
    }

    It 'The folder is rejected if it is a link to nothing' -Skip:$IsWindows {
        $null = New-Item -ItemType SymbolicLink -Path $folder/link -Target $folder/nowhere

        { New-Task (New-Clip c-1) | Save-SunoClip -Path $folder/link } | Should -Throw '*is a file or a broken link*'
    }

    It 'The folder is not given by position together with the clips, or instead of them' {
        $task = New-Task (New-Clip c-1)

        { Save-SunoClip $task $folder } | Should -Throw '*$tasks | Save-SunoClip ./songs*'
        { Save-SunoClip choice.csv } | Should -Throw "*Import-Csv 'choice.csv' | Save-SunoClip ./songs*"
    }

    It 'A folder that cannot take files causes a FileError for each clip' -Skip:(-not $IsLinux) {
        New-Task (New-Clip c-1), (New-Clip c-2) |
            Save-SunoClip -Path /proc -ErrorVariable errors -ErrorAction SilentlyContinue

        $errors.FullyQualifiedErrorId | Should -Be (@('FileError,SunoPS.Commands.SaveSunoClipCommand') * 2)
        $errors.TargetObject.ClipId | Should -Be 'c-1', 'c-2'
        $errors[0].CategoryInfo.Category | Should -Be 'WriteError'
        $errors[0].Exception.Message | Should -Match "The folder of '/proc/.*' does not accept files"
    }

    It 'A folder on a disk that is full causes a FileError, and leaves nothing' -Skip:(-not $IsLinux) {
        # A limit on the file size simulates a full disk: writes of the child beyond it fail.
        New-Task (New-Clip c-1) | Export-Clixml -LiteralPath $folder/task.xml
        $null = Invoke-TestGatewayControl $gateway Post 'media' @{ bytes = 3000000 }
        $script = @"
Import-Module '$modulePath'
`$clips = Import-Clixml '$folder/task.xml'
`$clips | Save-SunoClip '$folder/out' -AllowPrivateNetwork -ErrorVariable errors -ErrorAction SilentlyContinue
`$errors.FullyQualifiedErrorId
`$errors.Exception.Message
"@
        Set-Content -LiteralPath $folder/script.ps1 -Value $script
        $arguments = (Get-TestPowerShellArgument) + '-NoProfile', '-NonInteractive', '-File', "$folder/script.ps1"

        # By default, .NET keeps its code in an unnamed file, which would exceed the limit too.
        $limited = 'trap "" XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f 1024; exec "$@"'
        $output = /bin/bash -c $limited bash ([Environment]::ProcessPath) @arguments

        $output[0] | Should -Be 'FileError,SunoPS.Commands.SaveSunoClipCommand'
        $output[1] | Should -Match 'could not be written'
        Get-FileName $folder/out | Should -HaveCount 0
    }

    It 'Names that are not valid are errors before anything is sent, which list the fields and the columns' {
        $row = [pscustomobject]@{ Album = 'A'; Owner = 'B'; AudioUrl = "$($gateway.BaseUri)/_media/x.mp3" }
        foreach ($template in '{Nope}', { $_.Title }) {
            { $row | Save-SunoClip $folder -FileName $template } |
                Should -Throw '*{Title}, *, {Status}, *{Album}, {Owner}*' -ErrorId 'InvalidArgument,*'
        }

        { $row | Save-SunoClip $folder -FileName '' } | Should -Throw -ErrorId 'InvalidArgument,*'
        @(Get-TestGatewayLog $gateway) | Should -HaveCount 0

        Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey
        $clips = Get-SunoTask (Get-TestTaskId Music 0) -ExpandClip | Select-Object TaskId, ClipId
        { $clips | Save-SunoClip $folder -FileName '{Nope}' } |
            Should -Throw -ErrorId 'InvalidArgument,SunoPS.Commands.SaveSunoClipCommand'
    }

    It 'Names have every field that the help names' {
        $clip = New-Clip c-1 -Change @{ model_name = 'chirp-v4'; created_at = '2024-05-20T12:00:00Z' }

        $fields = '{Title}', '{ClipId}', '{ClipId8}', '{TaskId}', '{Index}', '{Number}', '{Date}', '{Model}',
            '{Tags}', '{Gateway}', '{Status}'
        $file = New-Task $clip | Save-SunoClip -Path $folder -Name ($fields -join ',') -PassThru

        $file.Name | Should -Be 'Song,c-1,c-1,task-1,1,1,2024-05-20,chirp-v4,pop,Complete.mp3'
        $help = (Get-Help Save-SunoClip -Parameter FileName | Out-String) -replace '\s+', ' '
        $fields | ForEach-Object { $help | Should -Match ([regex]::Escape($_)) }
    }

    It 'Names take columns of rows, tasks and clips, and make folders' {
        $task = New-Task (New-Clip c-1), (New-Clip c-2)
        $task | Add-Member Album 'Q4: Launch/Party' -PassThru | Add-Member Track '7'
        $task.Clips[1] | Add-Member Track 8
        $media = "$($gateway.BaseUri)/_media"
        $row = [pscustomobject]@{ Album = ''; Track = '9'; Title = 'Row'; AudioUrl = "$media/x.mp3" }
        $pairs = @{ Album = 'Hash'; Track = 10; Title = 'Pairs'; AudioUrl = "$media/y.mp3" }

        $task, $row, $pairs | Save-SunoClip $folder -FileName '{Album}/{Track:00} {Title}'

        Get-FileName $folder | Should -Be '09 Row.mp3', 'Hash/10 Pairs.mp3', 'Q4_ Launch_Party/07 Song.mp3',
            'Q4_ Launch_Party/08 Song.mp3'
    }

    Context 'Errors' {
        It 'are none for columns and files that contain themselves or have no end' {
            $list = [Collections.ArrayList]::new()
            $null = $list.Add($list)
            $file = [pscustomobject]@{ FullName = 'x'; Clip = $null }
            $file.Clip = $file
            $pairs = @{ FullName = 'x' }
            $pairs.Clip = $pairs
            $row = [pscustomobject]@{
                Title = 'Song'; AudioUrl = "$($gateway.BaseUri)/_media/x.mp3"; Self = $list
                Endless = [Linq.Enumerable]::Range(0, [int]::MaxValue)
            }

            $row, $file, $pairs | Save-SunoClip $folder -ErrorVariable errors -ErrorAction SilentlyContinue `
                -FileName '{Title} {Self} {Endless}'

            Get-FileName $folder | Should -BeLike 'Song * 0, 1, 2*.mp3'
            $errors.FullyQualifiedErrorId | Should -Be (@('InvalidArgument,SunoPS.Commands.SaveSunoClipCommand') * 2)
        }

        It 'are those of an object alone whose values cannot become text' {
            $bad = & ([scriptblock]::Create('class Bad { [string] ToString() { throw "boom" } }; [Bad]::new()'))
            $rows = @{ Title = $bad }, @{ Album = , $bad }, @{ Status = $bad }, @{ Album = 'A'; Own = $bad }
            $rows.ForEach({ $_.AudioUrl = "$($gateway.BaseUri)/_media/x.mp3" })

            $rows | Save-SunoClip $folder -FileName '{Album}' -ErrorVariable errors -ErrorAction SilentlyContinue

            $errors.FullyQualifiedErrorId | Should -Be (@('InvalidArgument,SunoPS.Commands.SaveSunoClipCommand') * 3)
            $errors | Should -BeLike 'The object cannot be read: *boom*'
            $errors.TargetObject | Should -Be $rows[0..2]
            Get-FileName $folder | Should -Be 'A.mp3'
        }

        It 'stay short, whatever the length of an id or an address' {
            $long = 'x' * 100KB
            $clips = (New-Clip $long -Change @{ audio_url = '' }),
                (New-Clip c-2 -Change @{ audio_url = "ftp://media.example/$long" })

            New-Task $clips | Save-SunoClip $folder -ErrorVariable errors -ErrorAction SilentlyContinue

            $errors | Should -HaveCount 2
            $errors.ForEach({ "$_".Length + "$($_.CategoryInfo)".Length }) | Should -BeLessThan 2000
        }

        It 'writes one error for each clip and media, whose target is the clip' {
            Add-TestGatewayAnswer $gateway -Status 404 -ContentType 'text/html' -Body '<html>gone</html>' `
                -Path 'c-2.mp3'
            Add-TestGatewayAnswer $gateway -ContentType 'text/html' -Body '<html>sign in</html>' -Path 'c-3.mp3'
            $clips = (New-Clip c-1 -Change @{ video_url = '' }), (New-Clip c-2), (New-Clip c-3),
                (New-Clip c-4 -Change @{ audio_url = 'ftp://media.example/x.mp3' }),
                (New-Clip c-5 -Change @{ status = 'submitted' })

            $files = New-Task $clips |
                Save-SunoClip -Path $folder -Media Audio,
                    Video -PassThru -ErrorVariable errors -ErrorAction SilentlyContinue

            $files.Name | Should -Be 'Song c-1.mp3', 'Song c-2.mp4', 'Song c-3.mp4', 'Song c-4.mp4'
            $errors.TargetObject | ForEach-Object { $_ | Should -BeOfType [SunoPS.SunoClip] }
            $errors.TargetObject.ClipId | Should -Be 'c-1', 'c-2', 'c-3', 'c-4', 'c-5'
            $errors.ForEach({ $_.FullyQualifiedErrorId.Split(',')[0] }) |
                Should -Be 'MediaNotFound', 'MediaNotFound', 'InvalidResponse', 'InvalidArgument', 'MediaNotReady'
            $errors.ForEach({ $_.CategoryInfo.Category }) |
                Should -Be 'ObjectNotFound', 'ObjectNotFound', 'InvalidData', 'InvalidArgument', 'ResourceUnavailable'
            "$($errors[1])" | Should -Match "^Clip 'c-2', audio: .*404"
            $errors[1].Exception.StatusCode | Should -Be 404
            Get-FileName $folder | Should -HaveCount 4
        }

        It 'uses timeout and retries of the connection' {
            Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey -TimeoutSec 1 -MaximumRetryCount 0
            Add-TestGatewayFault $gateway @{ kind = 'hangBeforeHeaders' }

            New-Task (New-Clip c-1) | Save-SunoClip -Path $folder -ErrorVariable errors -ErrorAction SilentlyContinue

            $errors.FullyQualifiedErrorId | Should -Be 'Timeout,SunoPS.Commands.SaveSunoClipCommand'
            (Get-TestGatewayStatistic $gateway).requests | Should -Be 1
        }

        It 'ends at once when it is stopped, and leaves no file' {
            $null = Invoke-TestGatewayControl $gateway Post 'media' @{ bytes = 3000000; pauseMilliseconds = 200 }
            $started = Start-TestRunspace 'param($Clip, $Path) $Clip | Save-SunoClip $Path -AllowPrivateNetwork' `
                @{ Clip = (New-Task (New-Clip c-1)).Clips[0]; Path = $folder }
            Wait-TestCondition { @(Get-FileName $folder).Count -eq 1 } 'the download begins'
            $started.Shell.Stop()
            Remove-TestRunspace $started

            Wait-TestCondition { (Get-TestGatewayStatistic $gateway).inFlight -eq 0 } 'the request ends'
            Get-FileName $folder | Should -BeNullOrEmpty
        }

        It 'stops downloading when a later command stops the pipeline' {
            $null = Invoke-TestGatewayControl $gateway Post 'media' @{ bytes = 3000000; pauseMilliseconds = 200 }
            $clips = @([pscustomobject]@{ ClipId = 'quick'; AudioUrl = "$($gateway.BaseUri)/_media/quick.mp3" }) +
                (New-Task (New-Clip c-1)).Clips
            Set-Content -LiteralPath $folder/'Untitled quick.mp3' 'there'

            ($clips | Save-SunoClip -Path $folder -PassThru | Select-Object -First 1).Name |
                Should -Be 'Untitled quick.mp3'

            Get-FileName $folder | Should -Be 'Untitled quick.mp3'
        }
    }
}
