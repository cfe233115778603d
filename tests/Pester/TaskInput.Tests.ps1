#Requires -Version 7.4

# What -TaskId takes, and what goes with it: the gateway and the columns of the user.

BeforeDiscovery {
    $cmdlets = @{ Name = 'Get-SunoTask' }, @{ Name = 'Get-SunoTaskBatch' }, @{ Name = 'Wait-SunoTask' }
}

Describe 'Task input' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
        $gateway = Start-TestGateway
        $other = Start-TestGateway -ApiKey 'sk-other-5Kt2QmYc7Wd9Xb3N'
        $folder = New-TestFolder
        $ids = Get-TestTaskId Music 1, 2, 3

        function Get-AskedId {
            # The ids that a gateway was asked for, by single requests and by batches.
            param($Gateway = $gateway)

            @(Get-TestGatewayLog $Gateway) | ForEach-Object {
                $_.Body ? $_.Ids : [uri]::UnescapeDataString(($_.RawTarget -replace '^.*/'))
            }
        }

        filter Get-Column {
            # The note properties of an object, as text.
            $_.PSObject.Properties.Where({ $_.MemberType -eq 'NoteProperty' }).
                ForEach({ "$($_.Name)=$($_.Value)" }) -join ' '
        }
    }

    BeforeEach {
        Reset-TestGateway $gateway
        Reset-TestGateway $other
        Disconnect-SunoApi
        Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey -MaximumRetryCount 0
    }

    Context 'Ids for <Name>' -ForEach $cmdlets {
        It 'are GUIDs, numbers and text, as an argument and from the pipeline' {
            (& $Name ([guid]$ids[0])).TaskId | Should -Be $ids[0]
            ([guid]$ids[1] | & $Name).TaskId | Should -Be $ids[1]
            ($ids[2] | & $Name).TaskId | Should -Be $ids[2]
            & $Name 12345678901234567890 -ErrorAction SilentlyContinue
            98765, 4.0, 4e15, [decimal]77, [bigint]::Parse('90071992547409931') | & $Name -ErrorAction SilentlyContinue

            Get-AskedId | Sort-Object | Should -Be (@(
                    '12345678901234567890', '98765', '4', '4000000000000000', '77', '90071992547409931'
                ) + $ids | Sort-Object)
        }

        It 'come from the pipeline as <Form>' -ForEach @(
            @{ Form = 'text'; Give = { $ids } }
            @{ Form = 'text with blanks, tabs and a byte order mark'
                Give = { " $($ids[0])", "$([char]0xFEFF)$($ids[1])", "$($ids[2])`t" } }
            @{ Form = 'the column TaskId'; Give = { $ids.ForEach({ [pscustomobject]@{ Note = 'x'; TaskId = $_ } }) } }
            @{ Form = 'the column Id'; Give = { $ids.ForEach({ [pscustomobject]@{ Note = 'x'; Id = $_ } }) } }
            @{ Form = 'the column task_id, with blanks around its name'
                Give = { $ids.ForEach({ [pscustomobject]@{ ' task_ID ' = $_; Note = 'x' } }) } }
            @{ Form = 'the column TaskId, with a column Id beside it'
                Give = { $ids.ForEach({ [pscustomobject]@{ Id = "row of $_"; TaskId = $_ } }) } }
            @{ Form = 'a column with several ids'
                Give = { [pscustomobject]@{ TaskId = $ids[0, 1] }, [pscustomobject]@{ TaskId = $ids[2] } } }
            @{
                Form = 'hashtables and rows, also with an empty column beside'
                Give = {
                    @{ TaskId = $ids[0] }, [ordered]@{ task_id = $ids[1] }
                    [pscustomobject]@{ ID = [guid] $ids[2]; TaskId = '' }
                }
            }
            @{
                Form = 'generic dictionaries, elements of XML, and objects whose other properties throw'
                Give = {
                    $dictionary = [Collections.Generic.Dictionary[string, object]]::new()
                    $dictionary['TaskId'] = $ids[0]
                    $dictionary
                    ([xml] "<r><row TaskId='$($ids[1])'/><row><task_id>$($ids[1])</task_id></row></r>").r.row
                    [pscustomobject]@{ TaskId = $ids[2] } | Add-Member ScriptProperty Broken { throw 'no' } -PassThru
                }
            }
            @{ Form = 'tasks'; Give = { Get-SunoTask $ids } }
            @{ Form = 'clips, each task once'; Give = { (Get-SunoTask $ids).Clips } }
            @{ Form = 'rows of tasks'; Give = { Get-SunoTask $ids | ConvertTo-Csv | ConvertFrom-Csv } }
            @{
                Form = 'clips of another process'
                Give = {
                    $serialized = [Management.Automation.PSSerializer]::Serialize((Get-SunoTask $ids).Clips, 6)
                    [Management.Automation.PSSerializer]::Deserialize($serialized)
                }
            }
        ) {
            (& $Give | & $Name).TaskId | Sort-Object | Should -Be $ids
            (& $Name (& $Give)).TaskId | Sort-Object | Should -Be $ids
        }

        It 'may be none, or come as lyrics' {
            @() | & $Name | Should -BeNullOrEmpty
            & $Name @() | Should -BeNullOrEmpty
            @(Get-TestGatewayLog $gateway) | Should -HaveCount 0

            $lyricsId = Get-TestTaskId Lyrics 1
            ((Get-SunoTask $lyricsId).Lyrics | & $Name).TaskId | Should -Be $lyricsId
        }

        It 'that are typed as a single number keep their text: <Typed>' -ForEach @(
            @{ Typed = '00123' }, @{ Typed = '1e3' }, @{ Typed = '0x10' }, @{ Typed = '5kb' }
        ) {
            . ([scriptblock]::Create("$Name $Typed -ErrorAction SilentlyContinue"))

            Get-AskedId | Should -BeExactly $Typed
        }

        It 'may have quotation marks, which are part of them' {
            & $Name "'quoted'", '"twice"' -ErrorAction SilentlyContinue

            # Single requests can arrive in any order.
            $asked = @(Get-AskedId)
            $asked | Should -HaveCount 2
            "'quoted'", '"twice"' | Should -BeIn $asked
        }

        It 'are never the text of an object: <Kind>' -ForEach @(
            @{ Kind = 'a row without such a column'; Value = [pscustomobject]@{ Name = 'x' }; Match = 'found: Name' }
            @{ Kind = 'a hashtable'; Value = @{ Name = 'x' }; Match = 'found: Name' }
            @{ Kind = 'a Boolean'; Value = $true; Match = 'Boolean is not a task id' }
            @{ Kind = 'a time'; Value = [datetime]::UnixEpoch; Match = 'no column TaskId, Id or task_id' }
            @{ Kind = 'a file'; Value = [IO.FileInfo]::new('x'); Match = 'no column TaskId' }
            @{ Kind = 'a number that is not exact'; Value = 1e25; Match = 'not an exact task id' }
            @{ Kind = 'an address'; Value = 'https://suno.com/song/x'; Match = 'is an address and not a task id' }
            @{ Kind = 'a file name'; Value = 'songs.csv'; Match = "Import-Csv 'songs.csv'" }
            @{ Kind = 'the name of a text file'; Value = 'ids.txt'; Match = "Get-Content 'ids.txt'" }
            @{ Kind = 'a single that is not exact'; Value = [float] 123456789; Match = 'not an exact task id' }
            @{ Kind = 'a negative number of Excel'; Value = [double] -5; Match = 'not an exact task id' }
            @{ Kind = 'a fraction'; Value = 0.5; Match = 'not an exact task id' }
            @{ Kind = 'a row with an empty one'; Value = [pscustomobject]@{ Id = ' '; Name = 'x' }; Match = 'no Id' }
            @{ Kind = 'a nested row'; Value = @{ TaskId = @{ Name = 'x' } }; Match = 'found: Name' }
            @{ Kind = 'an element of XML'; Value = ([xml] '<row Name="x"/>').row; Match = 'found: Name' }
            @{ Kind = 'a row whose one throws'
                Value = [pscustomobject]@{ } | Add-Member ScriptProperty TaskId { throw 'no' } -PassThru
                Match = 'TaskId cannot be read: .*no' }
        ) {
            $variable = $Value
            & $Name $variable -ErrorVariable byArgument -ErrorAction SilentlyContinue
            , $Value | & $Name -ErrorVariable byPipeline -ErrorAction SilentlyContinue

            foreach ($failed in $byArgument, $byPipeline) {
                $failed | Should -HaveCount 1
                $failed[0].FullyQualifiedErrorId | Should -Match '^InvalidArgument,'
                $failed[0].Exception.Message | Should -Match $Match
            }

            @(Get-TestGatewayLog $gateway) | Should -HaveCount 0
        }

        It 'each have an error if there are none in several objects, and one where a list contains itself' {
            $rows = 1..3 | ForEach-Object { [pscustomobject]@{ Number = $_ } }
            $rows | & $Name -ErrorVariable failed -ErrorAction SilentlyContinue

            $failed.TargetObject.Number | Should -Be 1, 2, 3
            $list = [Collections.Generic.List[object]]::new()
            $list.Add($list)
            & $Name $list -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed.Exception.Message | Should -Match 'nested too deeply'
        }

        It 'of blank lines and of rows of empty cells are none, and no error' {
            $blank = '', ' ', [pscustomobject]@{ TaskId = ''; Album = ' ' }, @{ Id = $null }

            $output = $blank + $ids[0] | & $Name -Verbose -ErrorVariable failed 4>&1
            @($output).Where{ $_ -isnot [Management.Automation.VerboseRecord] } | Should -HaveCount 1
            $failed | Should -BeNullOrEmpty
            "$output" | Should -Match 'Ignoring blank lines'
            "$output" | Should -Not -Match 'Ignoring blank lines.*Ignoring blank lines'
        }
    }

    It 'A cast to SunoTaskReference takes the same, and no text of an object' {
        $given = 'a', 12, [guid]::Empty, @{ TaskId = 'b' }, [pscustomobject]@{ Id = 5; Album = 'x' }
        $references = [SunoPS.SunoTaskReference[]] $given

        $references.TaskId | Should -Be 'a', '12', "$([guid]::Empty)", 'b', '5'
        $references[4].Columns.Key | Should -Be 'Album'
        ([SunoPS.SunoTaskReference] (Get-Date)).TaskId | Should -BeNullOrEmpty
        { [SunoPS.SunoTaskReference] @{ TaskId = 'a', 'b' } } | Should -Throw '*not exactly one task*'
    }

    It 'A cast to SunoTaskReference lets a function pass its input on' {
        function Get-Own {
            param([Parameter(ValueFromPipeline)] [SunoPS.SunoTaskReference[]] $TaskId)

            process { Get-SunoTask $TaskId }
        }

        (@{ TaskId = $ids[0]; Album = 'x' } | Get-Own).Album | Should -Be 'x'
    }

    Context 'The gateway for <Name>' -ForEach $cmdlets {
        BeforeEach {
            $there = Connect-SunoApi -BaseUri $other.BaseUri -ApiKey $other.ApiKey -MaximumRetryCount 0 -PassThru
            Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey -MaximumRetryCount 0
        }

        It 'of a task is used, whatever the session is connected to' {
            # Its name differs from that of the session's gateway.
            $uri = $other.BaseUri -replace '127\.0\.0\.1', 'localhost'
            $foreignName = (Connect-SunoApi -BaseUri $uri -ApiKey $other.ApiKey -PassThru).Gateway
            $foreign = [pscustomobject]@{ TaskId = $ids[0]; Gateway = $foreignName }
            Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey

            (@($foreign, $ids[1]) | & $Name).TaskId | Sort-Object | Should -Be $ids[0, 1]
            Get-AskedId $other | Should -Be $ids[0]
            Get-AskedId $gateway | Should -Be $ids[1]
        }

        It 'that the session has no connection to is an error that names both, and nothing is sent' {
            $foreign = [pscustomobject]@{ TaskId = $ids[0]; Gateway = 'XSee' }, @{ Id = $ids[1]; Gateway = 'XSee' }
            $here = (Get-SunoConnection).Gateway
            & $Name $foreign -ErrorVariable failed -ErrorAction SilentlyContinue

            $failed.TargetObject | Should -Be $ids[0, 1]
            foreach ($record in $failed) {
                $record.FullyQualifiedErrorId | Should -Match '^InvalidArgument,'
                $record.Exception.Message | Should -Match 'XSee'
                $record.Exception.Message | Should -Match ([regex]::Escape($here))
            }

            @(Get-TestGatewayLog $gateway) | Should -HaveCount 0
            @(Get-TestGatewayLog $other) | Should -HaveCount 0
        }

        It 'of an explicit connection decides for all' {
            $foreign = [pscustomobject]@{ TaskId = $ids[0]; Gateway = 'XSee' }

            ($foreign | & $Name -Connection $there).TaskId | Should -Be $ids[0]
            Get-AskedId $other | Should -Be $ids[0]
        }
    }

    Context 'Columns for <Name>' -ForEach $cmdlets {
        BeforeAll {
            $file = Join-Path $folder "$Name.csv"
            @"
Album;Name;TaskId;Owner
Größe;一首歌;$($ids[0]);
B;two;$($ids[1]);me
"@ | Set-Content -LiteralPath $file -Encoding utf8BOM
        }

        It 'of a CSV file go with the tasks and their clips, first and in their order' {
            $tasks = Import-Csv -LiteralPath $file -Delimiter ';' | & $Name -WarningVariable warnings

            $tasks | Get-Column | Should -BeExactly 'Album=Größe Name=一首歌 Owner=', 'Album=B Name=two Owner=me'
            $tasks.Clips | Get-Column | Select-Object -Unique |
                Should -BeExactly 'Album=Größe Name=一首歌 Owner=', 'Album=B Name=two Owner=me'
            ($tasks | ConvertTo-Csv)[0] | Should -Match '^"Album","Name","Owner","TaskId",'
            $warnings | Should -BeNullOrEmpty
        }

        It 'of a file that was read with another delimiter are errors that name it' {
            Import-Csv -LiteralPath $file | & $Name -ErrorVariable failed -ErrorAction SilentlyContinue

            $failed.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
            "$($failed[0])" | Should -BeLike "*'Album;Name;TaskId;Owner'*Import-Csv -Delimiter ';'."
        }

        It 'with the name of a property are not added, and one warning names them' {
            $row = [pscustomobject]@{ TaskId = $ids[0]; State = 'mine'; Title = 'mine'; Album = 'A' }
            $task = $row | & $Name -WarningVariable ofTask -WarningAction SilentlyContinue
            $clips = $row | & $Name -ExpandClip -WarningVariable ofClips -WarningAction SilentlyContinue
            $row.Title = $task.Title
            $null = $row | & $Name -WarningVariable ofEqual

            $task | Get-Column | Should -BeExactly 'State=mine Album=A'
            $task.Title | Should -Not -Be 'mine'
            "$ofTask" | Should -Match '^Tasks have .* named Title: '
            $clips | Get-Column | Should -BeExactly 'Album=A', 'Album=A'
            "$ofClips" | Should -Match '^Clips have .* named State, Title: '
            @($ofTask) + @($ofClips) | Should -HaveCount 2
            $ofEqual | Should -BeNullOrEmpty
        }

        It 'are in the label of an error, if there is a name' {
            [pscustomobject]@{ TaskId = Get-TestTaskId Unknown 1; Name = 'Song 7' } |
                & $Name -ErrorVariable failed -ErrorAction SilentlyContinue

            "$($failed[0])" | Should -Match '^''Song 7'': '
        }
    }
}
