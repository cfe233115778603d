#Requires -Version 7.4

# The page in a browser: tests/SunoPS.Page.Tests.

Describe 'Export-SunoPlaylist' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')

        function New-Task {
            # A task with two clips, and the columns of a row.
            param([string] $TaskId = 't-1', [string] $Title = 'Calm', [hashtable] $Column = @{})

            $clips = 1, 2 | ForEach-Object {
                @{
                    id = "$TaskId-$_"; title = $Title; status = 'complete'
                    audio_url = "https://cdn.example/$TaskId-$_.mp3"; image_url = "https://img.example/$TaskId-$_.jpeg"
                    metadata = @{ prompt = "[Verse]`nla la"; tags = 'pop'; duration = 100.5 + $_ }
                }
            }
            $task = @{ code = 'success'; data = @{ task_id = $TaskId; status = 'SUCCESS'; data = $clips } } |
                ConvertTo-Json -Depth 9 | ConvertFrom-SunoJson
            foreach ($clip in $task.Clips) {
                $Column.Keys.ForEach({ $clip | Add-Member -NotePropertyName $_ -NotePropertyValue $Column[$_] })
            }

            $task
        }

        function New-SavedFile {
            # Files as Save-SunoClip -PassThru outputs them.
            param([Parameter(ValueFromPipeline)] $Clip, [string[]] $Media = 'Audio')

            process {
                foreach ($kind in $Media) {
                    $extension = @{ Audio = 'mp3'; Image = 'jpeg'; Lyrics = 'txt' }[$kind]
                    $path = Join-Path $folder 'Pop #1' "$($Clip.Title) $($Clip.ClipId).$extension"
                    $null = New-Item -ItemType File -Path $path -Force -Value 'x'
                    Get-Item -LiteralPath $path | Add-Member -PassThru -NotePropertyMembers @{
                        Clip = $Clip; ClipId = $Clip.ClipId; TaskId = $Clip.TaskId; Title = $Clip.Title
                        Media = [SunoPS.SunoMedia] $kind
                    }
                }
            }
        }

        function Get-PageClip {
            # The clips of a page.
            param([string] $Path)

            $json = [regex]::Match((Get-Content -LiteralPath $Path -Raw), 'application/json">(.*?)</script>')
            ($json.Groups[1].Value | ConvertFrom-Json).clips
        }
    }

    BeforeEach {
        $folder = New-TestFolder
        $page = Join-Path $folder 'index.html'
        $list = Join-Path $folder 'songs.m3u8'
    }

    It 'A playlist has saved files by relative path, in input order, as UTF-8 without a byte order mark' {
        $clips = (New-Task t-2 '城市之光'), (New-Task t-1) | ForEach-Object Clips

        $clips | New-SavedFile | Export-SunoPlaylist $list -Title 'Q4'

        [IO.File]::ReadAllBytes($list)[0] | Should -Be ([byte][char] '#')
        Get-Content -LiteralPath $list | Should -Be @(
            '#EXTM3U', '#PLAYLIST:Q4'
            '#EXTINF:102,城市之光', 'Pop #1/城市之光 t-2-1.mp3', '#EXTINF:103,城市之光', 'Pop #1/城市之光 t-2-2.mp3'
            '#EXTINF:102,Calm', 'Pop #1/Calm t-1-1.mp3', '#EXTINF:103,Calm', 'Pop #1/Calm t-1-2.mp3'
        )
    }

    It 'A playlist warns of clips that it cannot play' {
        $clip = '{"task_id":"t","status":"SUCCESS","data":[{"id":"c","status":"complete","audio_url":""}]}' |
            ConvertFrom-SunoJson

        $clip, (New-Task) | Export-SunoPlaylist $list -WarningVariable warning -WarningAction SilentlyContinue

        "$warning" | Should -BeExactly 'Skipped 1 clip without audio.'
        (Get-Content -LiteralPath $list) | Should -HaveCount 5
    }

    It 'A column like an address or File of tasks, clips, covers and other files is the user''s own' {
        $task = New-Task | Add-Member -PassThru -NotePropertyMembers @{
            ClipId = 't-1-2'; AudioUrl = 'https://cdn.example/own.mp3'; File = 'own.mp3'
        }
        $clips = (New-Task t-2 -Column @{ File = 'own.mp3' }).Clips
        $covers = (New-Task t-3 -Column @{ File = 'own.docx' }).Clips | New-SavedFile -Media Image
        $row = [pscustomobject]@{ ClipId = 't-4'; AudioUrl = 'https://cdn.example/t-4.mp3'; File = 'own.docx' }

        $task, $clips, $covers, $row | Write-Output | Export-SunoPlaylist $list
        $task, $row | Export-SunoPlaylist $page

        $songs = 't-1-1', 't-1-2', 't-2-1', 't-2-2', 't-3-1', 't-3-2', 't-4'
        Get-Content -LiteralPath $list | Where-Object { $_ -notlike '#*' } |
            Should -Be $songs.ForEach({ "https://cdn.example/$_.mp3" })
        (Get-PageClip $page).columns | ForEach-Object { "$_" } |
            Should -Be '@{File=own.mp3}', '@{File=own.mp3}', '@{File=own.docx}'
    }

    Context 'Pages' {
        It 'has songs and covers of saved files, and the user''s columns' {
            (New-Task -Column @{ Album = 'Q4'; Owner = 'Ada' }).Clips | New-SavedFile -Media Audio, Image, Lyrics |
                Export-SunoPlaylist $page -Title 'Q4 <songs>'

            $clips = Get-PageClip $page
            $clips | Should -HaveCount 2
            $clips[0].audio | Should -BeExactly 'Pop%20%231/Calm%20t-1-1.mp3'
            $clips[0].cover | Should -BeExactly 'Pop%20%231/Calm%20t-1-1.jpeg'
            $clips[0].file, $clips[0].lyrics | Should -BeExactly 'Pop #1/Calm t-1-1.mp3', "[Verse]`nla la"
            $clips[0].columns.Album, $clips[0].columns.Owner | Should -Be 'Q4', 'Ada'
            Get-Content -LiteralPath $page -Raw | Should -Match '<h1 dir="auto">Q4 &lt;songs&gt;</h1>'
            Get-Content -LiteralPath $page -Raw | Should -Not -Match 'https?://'
        }

        It 'takes files and clips of another process, and rows of clips, with their columns' {
            $clips = (New-Task -Column @{ Album = 'Q4' }).Clips
            $clips | New-SavedFile | Export-SunoPlaylist $page
            $saved = Join-Path $folder 'files.xml'
            $clips | New-SavedFile | Export-Clixml -LiteralPath $saved -Depth 4
            $other = Join-Path $folder 'other.html'
            Import-Clixml -LiteralPath $saved | Export-SunoPlaylist $other
            Get-PageClip $other | ConvertTo-Json | Should -BeExactly (Get-PageClip $page | ConvertTo-Json)

            $clips | ConvertTo-Csv | ConvertFrom-Csv | Export-SunoPlaylist $page -Force
            (Get-PageClip $page)[1].columns.Album | Should -BeExactly 'Q4'
            (Get-PageClip $page)[1].audio | Should -BeExactly 'https://cdn.example/t-1-2.mp3'
        }

        It 'takes an earlier choice with the files, as one entry for each clip' {
            $files = (New-Task).Clips | New-SavedFile
            $choice = 'TaskId,ClipId,Title,Choice,Note,File,AudioUrl,Album', 't-1,t-1-2,Calm,x,"my, note",,,Q4' |
                ConvertFrom-Csv

            @($files; $choice) | Export-SunoPlaylist $page

            $clips = Get-PageClip $page
            $clips | Should -HaveCount 2
            $clips[0].PSObject.Properties['choice'] | Should -BeNullOrEmpty
            $clips[1].choice | Should -BeTrue
            $clips[1].note, $clips[1].columns.Album | Should -BeExactly 'my, note', 'Q4'
            $clips[1].seconds | Should -Be 102.5
        }
    }

    Context 'A choice' {
        BeforeEach {
            $null = (New-Task).Clips | New-SavedFile
            $choice = Join-Path $folder 'choice.csv'
            '"TaskId","ClipId","Title","Choice","Note","File","AudioUrl","Album"',
            '"t-1","t-1-1","Calm","","","Pop #1/Calm t-1-1.mp3","","Q4"',
            '"t-1","t-1-2","Calm","x","","Pop #1/Calm t-1-2.mp3","","Q4"' |
                Set-Content -LiteralPath $choice -Encoding utf8BOM
        }

        It 'keeps its columns on a page that is written again, and becomes a playlist of the chosen songs' {
            Import-Csv -LiteralPath $choice | Export-SunoPlaylist $page
            Import-Csv -LiteralPath $choice | Where-Object Choice | Export-SunoPlaylist $list

            $clips = Get-PageClip $page
            $clips[1].choice | Should -BeTrue
            $clips.file | Should -Be 'Pop #1/Calm t-1-1.mp3', 'Pop #1/Calm t-1-2.mp3'
            $clips[0].columns.PSObject.Properties.Name | Should -Be 'Album'
            Get-Content -LiteralPath $list | Should -Be '#EXTM3U', '#EXTINF:-1,Calm', 'Pop #1/Calm t-1-2.mp3'
        }

        It 'with nothing to play is an error for a playlist and a warning for a page: <_>' -ForEach @(
            'TaskId,ClipId,Title,Choice,Note,File,AudioUrl', 'TaskId,ClipId,Title,Choice'
        ) {
            $rows = $_, 't-1,t-1-1,Calm,x', 't-1,t-1-2,Calm,x' | ConvertFrom-Csv

            { $rows | Export-SunoPlaylist $list } | Should -Throw -ErrorId 'InvalidArgument,*' `
                -ExpectedMessage '*saved file (File)*address (AudioUrl)*Save-SunoClip ./songs -PassThru*'
            $list | Should -Not -Exist
            $rows | Export-SunoPlaylist $page -WarningVariable warning -WarningAction SilentlyContinue
            "$warning" | Should -BeLike 'No clip has a song to play*'
        }

        It 'that Excel saved with semicolons is an error that says how to read it' {
            $rows = Import-Csv -LiteralPath $choice | ConvertTo-Csv -Delimiter ';' | ConvertFrom-Csv

            { $rows | Export-SunoPlaylist $page } | Should -Throw -ErrorId 'InvalidArgument,*' `
                -ExpectedMessage "*'TaskId;*several columns*Import-Csv -Delimiter ';'."
            $page | Should -Not -Exist
        }
    }

    Context 'Files' {
        It 'keeps an existing file without -Force, and says so before the pipeline runs' {
            'mine' | Set-Content -LiteralPath $page
            $ran = $false

            { 1 | ForEach-Object { Set-Variable ran $true -Scope 1; New-Task } | Export-SunoPlaylist $page } |
                Should -Throw -ErrorId 'FileError,SunoPS.Commands.ExportSunoPlaylistCommand' -ExpectedMessage '*-Force*'
            $ran | Should -BeFalse
            Get-Content -LiteralPath $page | Should -BeExactly 'mine'

            New-Task | Export-SunoPlaylist $page -Force
            Get-PageClip $page | Should -HaveCount 2
        }

        It 'creates the folder, outputs nothing without -PassThru, and the file with it' {
            $new = Join-Path $folder 'new [1]' 'index.html'
            Push-Location -LiteralPath $folder
            try {
                New-Task | Export-SunoPlaylist './new [1]/index.html' | Should -BeNullOrEmpty
            } finally {
                Pop-Location
            }

            $file = New-Task | Export-SunoPlaylist $new -Force -PassThru

            $file | Should -BeOfType IO.FileInfo
            $file.FullName | Should -BeExactly $new
            (Get-ChildItem -LiteralPath (Split-Path $new) -Force).Name | Should -BeExactly 'index.html'
        }

        It 'writes nothing with -WhatIf or without clips, and counts tasks without clips' {
            New-Task | Export-SunoPlaylist $page -WhatIf
            @() | Export-SunoPlaylist $page -WarningVariable warning -WarningAction SilentlyContinue
            "$warning" | Should -Match '^Wrote no file'
            $page | Should -Not -Exist

            $empty = '{"task_id":"t-9","status":"FAILURE","data":null}' | ConvertFrom-SunoJson
            $empty, (New-Task) | Export-SunoPlaylist $page -WarningVariable warning -WarningAction SilentlyContinue
            "$warning" | Should -BeExactly 'Skipped 1 task without clips (1 Failure).'
        }

        It 'rejects <Name>' -ForEach @(
            @{ Name = 'another extension'; Path = 'songs.txt'; Kind = 'InvalidArgument'; Message = '*.m3u8 or .html*' }
            @{ Name = 'a folder'; Path = '.'; Kind = 'FileError'; Message = '*is a folder*' }
            @{ Name = 'another provider'; Path = 'Env:\a.html'; Kind = 'InvalidArgument'; Message = '*file system*' }
            @{ Name = 'a drive that does not exist'; Path = 'nodrive:/a.html'; Kind = 'InvalidArgument'; Message = '*' }
        ) {
            { New-Task | Export-SunoPlaylist $Path } |
                Should -Throw -ErrorId "$Kind,SunoPS.Commands.ExportSunoPlaylistCommand" -ExpectedMessage $Message
        }

        It 'gives one error for each other object, and writes the rest' {
            $rows = "a`0b.mp3", '../x.mp3', '/etc/song.mp3' |
                ForEach-Object { [pscustomobject]@{ TaskId = 't'; ClipId = 'c'; AudioUrl = ''; File = $_ } }
            $broken = [pscustomobject]@{ } | Add-Member ScriptProperty AudioUrl { throw 'no' } -PassThru
            $bad = & ([scriptblock]::Create('class Bad { [string] ToString() { throw "boom" } }; [Bad]::new()'))
            $rows += [pscustomobject]@{ AudioUrl = 'https://cdn.example/a.mp3'; Title = $bad }
            $rows += [pscustomobject]@{ TaskId = 't-9'; Clips = 'c-1, c-2' }
            'text', 5, (New-Task), (Get-Item -LiteralPath $folder), $rows, $broken | Write-Output |
                Export-SunoPlaylist $page -ErrorVariable failed -ErrorAction SilentlyContinue

            $failed.FullyQualifiedErrorId |
                Should -Be (@('InvalidArgument,SunoPS.Commands.ExportSunoPlaylistCommand') * 9)
            "$failed" | Should -BeLike "*boom*'t-9'*Import-Csv <file> | Get-SunoTaskBatch | Export-SunoPlaylist.*"
            Get-PageClip $page | Should -HaveCount 2
        }
    }
}
