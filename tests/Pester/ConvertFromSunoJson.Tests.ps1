#Requires -Version 7.4

Describe 'ConvertFrom-SunoJson' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
        $payloads = Join-Path (Get-TestRepositoryRoot) 'tests/payloads'
        $batch = Join-Path $payloads 'seed-000-batch-nested.json'
        $single = Join-Path $payloads 'seed-002-single-flat.json'
        $first, $second = '346c5d10-a4a1-4f49-a851-66a7dae6cfaf', 'ba46ad15-07ce-41a6-b68d-196321dc00d5'
        $hook = '{"task_id":"hooked","action":"MUSIC","status":"SUCCESS","progress":"100%",' +
            '"data":[{"id":"c1","title":"One"}]}'
    }

    It 'reads a saved response as one text, and several line by line, one after another' {
        $task = Get-Content -Raw -LiteralPath $single | ConvertFrom-SunoJson
        $tasks = Get-Content -LiteralPath $batch, $single | ConvertFrom-SunoJson

        $task | Should -BeOfType ([SunoPS.SunoTask])
        $task.TaskId | Should -Be $second
        $task.Clips.Duration.TotalSeconds | Should -Be 219, 201
        $task.Gateway | Should -BeNullOrEmpty
        $tasks.TaskId | Should -Be $first, $second
    }

    It 'reads notifications line by line, with every value of a line, and one that is cut off costs no other' {
        $cut = $hook.Substring(0, 40)
        $tasks = $hook, $cut, '', ($hook -replace 'hooked', 'other') |
            ConvertFrom-SunoJson -ErrorVariable errors -ErrorAction SilentlyContinue

        $tasks.TaskId | Should -Be 'hooked', 'other'
        $tasks[0].Status | Should -Be 'Success'
        $tasks[0].Clips[0].Title | Should -Be 'One'
        @($errors) | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -Be 'InvalidResponse,SunoPS.Commands.ConvertFromSunoJsonCommand'
        $errors[0].TargetObject | Should -Be $cut

        $tasks = "$hook $($hook -replace 'hooked', 'other') {`"task_id`":`"cut", '[{"task_id":"t-1"},{"foo":"bar"}]' |
            ConvertFrom-SunoJson -ErrorVariable errors -ErrorAction SilentlyContinue
        $tasks.TaskId | Should -Be 'hooked', 'other', 't-1'
        $errors | Should -HaveCount 2
    }

    It 'writes one error for each text that holds no task' {
        $given = "2024-12-09 [INFO] `"hook`" $hook", 'hello',
            '{"a":1}', 'see []', '[]', '{"code":"success","data":[]}', '', '42',
            '{"code":"success","data":[{"task_id":"x"'
        $tasks = $given | ConvertFrom-SunoJson -ErrorVariable errors -ErrorAction SilentlyContinue

        $tasks | Should -BeNullOrEmpty
        $errors.TargetObject | Should -Be ($given -ne '')
        $errors.FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
    }

    It 'writes an error for <Name>' -ForEach @(
        @{ Name = 'an error of a gateway'; Given = '{"code":"busy","message":"back soon"}'; Id = 'GatewayError' }
        @{ Name = 'nothing but blanks'; Given = '', ' '; Id = 'InvalidResponse' }
        @{ Name = 'null'; Given = @($null); Id = 'InvalidResponse' }
        @{ Name = 'an object of something else'; Given = [pscustomobject]@{ a = 1 }; Id = 'InvalidResponse' }
        @{ Name = 'a hashtable of something else'; Given = @{ a = 1 }; Id = 'InvalidResponse' }
        @{ Name = 'a number'; Given = 42; Id = 'InvalidResponse' }
    ) {
        $tasks = $Given | ConvertFrom-SunoJson -ErrorVariable errors -ErrorAction SilentlyContinue

        $tasks | Should -BeNullOrEmpty
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
    }

    It 'costs one object if a property of it throws' {
        $bad = [pscustomobject]@{ task_id = 'bad' } | Add-Member ScriptProperty status { throw 'not here' } -PassThru
        $tasks = [pscustomobject]@{ task_id = 'before' }, $bad, [pscustomobject]@{ task_id = 'after' } |
            ConvertFrom-SunoJson -ErrorVariable errors -ErrorAction SilentlyContinue

        $tasks.TaskId | Should -Be 'before', 'after'
        @($errors) | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$($errors[0])" | Should -BeLike '*not here*'
        $errors[0].TargetObject | Should -Be $bad
    }

    It 'stops with Ctrl+C while it reads a large text' {
        $folder = New-TestFolder
        $file = Join-Path $folder 'large.json'
        $part = '{"task_id":"a","action":"MUSIC","data":[{"id":"c","audio_url":"u"}]},' * 20000
        $writer = [System.IO.StreamWriter]::new($file)
        $writer.Write('[')
        foreach ($i in 1..40) { $writer.Write($part) }
        $writer.Write('null]')
        $writer.Dispose()
        $started = Start-TestRunspace 'param($File) Write-Information ready; ConvertFrom-SunoJson -LiteralPath $File' `
            @{ File = $file }
        Wait-TestCondition { $started.Shell.Streams.Information.Count -gt 0 } 'it reads'
        $started.Shell.Stop()

        { $started.Shell.EndInvoke($started.Running) } | Should -Throw
        $started.Shell.InvocationStateInfo.State | Should -Be 'Stopped'
        Remove-TestRunspace $started
    }

    Context 'Objects' {
        BeforeAll {
            $gateway = Start-TestGateway
            Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey
            $ids = @(Get-TestTaskId Music 0, 2) + (Get-TestTaskId Lyrics 2) + (Get-TestTaskId Failed 0)
            $live = Get-SunoTaskBatch $ids
            $json = $live | ConvertTo-Json -Depth 5
            $folder = New-TestFolder

            filter ConvertTo-Comparable {
                # All values of an object, except the order of additional properties and the gateway.
                $lines = $_ | ConvertTo-Json -Depth 9
                @($lines -split '\r?\n' -replace ',$' -notmatch '"Gateway"' | Sort-Object) -join "`n"
            }
        }

        It 'of Invoke-RestMethod are read like the text of the answer' {
            $get = @{ Headers = @{ Authorization = "Bearer $($gateway.ApiKey)" }; NoProxy = $true }
            $one = Invoke-RestMethod "$($gateway.BaseUri)/suno/fetch/$($ids[0])" @get | ConvertFrom-SunoJson
            $body = @{ ids = $ids } | ConvertTo-Json
            $many = Invoke-RestMethod "$($gateway.BaseUri)/suno/fetch" -Method Post -Body $body @get |
                ConvertFrom-SunoJson
            $whole = Invoke-RestMethod "$($gateway.BaseUri)/suno/fetch/$($ids[0])" @get
            $bare = $whole.data.data | ConvertFrom-SunoJson

            $one | ConvertTo-Comparable | Should -Be ($live[0] | ConvertTo-Comparable)
            # A gateway responds in its own order.
            $many | Sort-Object TaskId | ConvertTo-Comparable |
                Should -Be ($live | Sort-Object TaskId | ConvertTo-Comparable)
            $bare.Clips.ClipId | Should -Be $live[0].Clips.ClipId
        }

        It 'of this module are restored from <Name>' -ForEach @(
            @{ Name = 'the objects themselves'; Convert = { $live } }
            @{ Name = 'ConvertTo-Json'; Convert = { $json } }, @{ Name = 'its lines'; Convert = { $json -split "`n" } }
            @{ Name = '-EnumsAsStrings'; Convert = { $live | ConvertTo-Json -Depth 5 -EnumsAsStrings } }
            @{ Name = 'ConvertFrom-Json'; Convert = { $json | ConvertFrom-Json } }
            @{ Name = 'ConvertFrom-Json -AsHashtable'; Convert = { $json | ConvertFrom-Json -AsHashtable } }
            @{
                Name = 'generic dictionaries'
                Convert = {
                    $json | ConvertFrom-Json -AsHashtable | ForEach-Object {
                        $dictionary = [Collections.Generic.Dictionary[string, object]]::new()
                        foreach ($name in $_.Keys) { $dictionary[$name] = $_[$name] }
                        $dictionary
                    }
                }
            }
        ) {
            $back = & $Convert | ConvertFrom-SunoJson

            $back | ConvertTo-Comparable | Should -Be ($live | ConvertTo-Comparable)
            $back.Gateway | Should -Be $live.Gateway
        }

        It 'that are clips are restored in tasks: <Name>' -ForEach @(
            @{ Name = 'clips'; Convert = { $live.Clips } }
            @{ Name = 'their JSON'; Convert = { $live.Clips | ConvertTo-Json -Depth 5 } }
            @{ Name = 'their rows of CSV'; Convert = { $live.Clips | ConvertTo-Csv | ConvertFrom-Csv } }
        ) {
            $back = & $Convert | ConvertFrom-SunoJson

            $back.Clips | ConvertTo-Comparable | Should -Be ($live.Clips | ConvertTo-Comparable)
            $back.Clips.Index | Should -Be $live.Clips.Index
            $back.Status | Select-Object -Unique | Should -Be 'Success'
        }

        It 'that are files of Save-SunoClip -Metadata are restored' {
            $songs = New-TestFolder
            $null = $live[0] | Save-SunoClip $songs -Metadata -Media Lyrics
            $back = Get-ChildItem $songs -Filter *.json | ConvertFrom-SunoJson

            $back.Clips | Sort-Object Index | ConvertTo-Comparable | Should -Be ($live[0].Clips | ConvertTo-Comparable)
        }

        It 'that are hashtables keep names that differ in case, and those that no property can have' {
            $members = '"persona":1,"Persona":2,"PSBase":3,"":4'
            $task = "{`"task_id`":`"t-1`",`"status`":`"SUCCESS`",$members}" | ConvertFrom-Json -AsHashtable |
                ConvertFrom-SunoJson

            $task.AdditionalProperties.ToString().Trim('{}') -split ',' | Sort-Object |
                Should -Be ($members -split ',' | Sort-Object)
        }
    }

    Context 'Files' {
        BeforeAll {
            $files = New-TestFolder
            Copy-Item -LiteralPath $batch (Join-Path $files 'a.json')
            Copy-Item -LiteralPath $single (Join-Path $files '[b].json')
            $utf16 = Get-Content -LiteralPath $single -Raw
            Set-Content -LiteralPath (Join-Path $files 'c.log') -Value "noise`n$hook" -Encoding utf8BOM
            Set-Content -LiteralPath (Join-Path $files 'd.txt') -Value $utf16 -Encoding unicode
        }

        It 'are named by mistake as a text' {
            ConvertFrom-SunoJson (Join-Path $files 'a.json') -ErrorVariable failed -ErrorAction SilentlyContinue

            "$failed" | Should -BeLike '*is the name of a file. Read it: ConvertFrom-SunoJson -Path*'
            $failed.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        }

        It 'are read by -Path with wildcards, by -LiteralPath, and by its alias' {
            (ConvertFrom-SunoJson -Path (Join-Path $files '*.json')).TaskId | Sort-Object | Should -Be $first, $second
            (ConvertFrom-SunoJson -LiteralPath (Join-Path $files '[b].json')).TaskId | Should -Be $second
            (ConvertFrom-SunoJson -PSPath (Join-Path $files 'a.json')).TaskId | Should -Be $first
        }

        It 'are read from Get-ChildItem, also with selected properties and from another process' {
            (Get-ChildItem $files -Filter *.json | ConvertFrom-SunoJson).TaskId | Sort-Object |
                Should -Be $first, $second
            $file = Get-Item -LiteralPath (Join-Path $files 'a.json')
            ($file | Select-Object FullName | ConvertFrom-SunoJson).TaskId | Should -Be $first
            $saved = Join-Path $files 'saved.xml'
            $file | Export-Clixml -LiteralPath $saved
            (Import-Clixml -LiteralPath $saved | ConvertFrom-SunoJson).TaskId | Should -Be $first
        }

        It 'are never read because an object has the member <_>' -ForEach @(
            'Path', 'LiteralPath', 'PSPath', 'FullName', 'PSProvider'
        ) {
            $named = [pscustomobject]@{ $_ = Join-Path $files 'a.json' }, @{ $_ = Join-Path $files 'a.json' }
            $named[0] | Add-Member PSTypeName 'Custom' -Force
            $tasks = $named | ConvertFrom-SunoJson -ErrorVariable errors -ErrorAction SilentlyContinue

            $tasks | Should -BeNullOrEmpty
            $errors.FullyQualifiedErrorId | Should -Be (
                @('InvalidResponse,SunoPS.Commands.ConvertFromSunoJsonCommand') * 2)
        }

        It 'have any encoding, and other lines' {
            (ConvertFrom-SunoJson -Path (Join-Path $files 'd.txt')).TaskId | Should -Be $second
            $tasks = ConvertFrom-SunoJson -Path (Join-Path $files 'c.log') -ErrorVariable noise `
                -ErrorAction SilentlyContinue
            $tasks.TaskId | Should -Be 'hooked'
            $noise | Should -HaveCount 1
            "$noise" | Should -BeLike "'*c.log': *"
        }

        It 'that cannot be read give one error each' {
            $null = New-Item -ItemType Directory (Join-Path $files 'folder')
            $null = ConvertFrom-SunoJson -ErrorVariable failed -ErrorAction SilentlyContinue -Path @(
                (Join-Path $files 'none.json'), (Join-Path $files 'none*'), (Join-Path $files 'folder'), 'env:PATH')

            $failed | Should -HaveCount 4
            $failed.FullyQualifiedErrorId | Should -BeLike 'FileError,*'
        }
    }

    It 'does not read a file beyond the limit, a device or a pipe' {
        $folder = New-TestFolder
        $large = Join-Path $folder 'large.json'
        $stream = [System.IO.File]::Create($large)
        $stream.SetLength(257MB)
        $stream.Dispose()
        $paths = @($large)
        if (-not $IsWindows) {
            $pipe = Join-Path $folder 'pipe'
            mkfifo $pipe
            $link = Join-Path $folder 'link'
            $null = New-Item -ItemType SymbolicLink -Path $link -Value /dev/urandom
            $paths += '/dev/urandom', $pipe, $link
        }

        $null = ConvertFrom-SunoJson -LiteralPath $paths -ErrorVariable failed -ErrorAction SilentlyContinue

        $failed | Should -HaveCount $paths.Count
        "$($failed[0])" | Should -BeLike '*larger than 256 MiB*'
        $failed | Select-Object -Skip 1 | ForEach-Object { "$_" | Should -BeLike '*empty*' }
    }

    It 'names the members around the tasks that it does not read' {
        $page = '{"code":"success","total":2,"page":1,"next":"x","more":1,' +
            '"data":[{"task_id":"a","status":"SUCCESS","progress":"100%"}]}'
        $warned = "Ignored the members 'more', 'next' beside the tasks."

        $quiet = @{ WarningAction = 'SilentlyContinue' }
        ($page | ConvertFrom-SunoJson -WarningVariable text @quiet).TaskId | Should -Be 'a'
        ($page | ConvertFrom-Json | ConvertFrom-SunoJson -WarningVariable object @quiet).TaskId | Should -Be 'a'

        "$text" | Should -BeExactly $warned
        "$object" | Should -BeExactly $warned
    }
}
