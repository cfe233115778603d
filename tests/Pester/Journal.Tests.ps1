#Requires -Version 7.4

Describe 'The journal of submissions' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
        $gateway = Start-TestGateway

        function New-Row {
            # Rows with distinct names and descriptions.
            param([int] $Count, [string] $Prefix = 'song')

            1..$Count | ForEach-Object { [pscustomobject]@{ Name = "row $_"; Description = "$Prefix $_" } }
        }

        function Wait-Idle {
            # Waits until the gateway is idle, and the journal of this process is complete.
            param([switch] $IsOfAnotherProcess)

            Wait-TestCondition { (Get-TestGatewayStatistic $gateway).inFlight -eq 0 } -Because 'all are answered'
            if (-not $IsOfAnotherProcess) {
                Wait-TestCondition { -not (Get-SunoSubmission -State Pending) } -Because 'all outcomes are there'
            }
        }

        function Assert-Journal {
            # Compares the journal with the submissions that the gateway has accepted; returns their number.
            param([switch] $MayBePending, $Entry = @(Get-SunoSubmission))

            $ids = 1..(Get-TestGatewayStatistic $gateway).accepted |
                ForEach-Object { '5f3a0005-0000-4000-8000-{0:x12}' -f $_ }
            $taken = [Collections.Generic.Dictionary[string, string]]::new()
            # Add fails for a submission that was accepted twice.
            Get-SunoTaskBatch $ids -Connection $connection | ForEach-Object { $taken.Add($_.Title, $_.TaskId) }
            $Entry.Description | Sort-Object -Unique | Should -HaveCount $Entry.Count -Because 'nothing is sent twice'
            $accepted = $Entry | Where-Object State -EQ Accepted
            $accepted.TaskId | Should -Be $accepted.Description.ForEach({ $taken[$_] })
            $known = $Entry | Where-Object { $_.State -eq 'Accepted' -or ($MayBePending -and $_.State -eq 'Pending') }
            $taken.Keys | Where-Object { $_ -notin $known.Description } | Should -BeNullOrEmpty
            $taken.Count
        }
    }

    BeforeEach {
        Reset-TestSubmission $gateway
        $connection = Get-SunoConnection
    }

    It 'Get-SunoSubmission outputs submissions with their outcome, newest last' {
        Add-TestGatewayFault $gateway @{ kind = 'status'; status = 400; idContains = 'bad' }
        Add-TestGatewayFault $gateway @{ kind = 'resetBeforeHeaders'; idContains = 'lost' }
        $task = Submit-SunoMusic -Lyrics 'la' -Title 'La' -Tag 'pop', 'calm' -Name 'first'
        Submit-SunoLyrics 'bad' -Name 'second' -ErrorAction SilentlyContinue
        Join-SunoClip 'lost' -Infill -Name 'third' -ErrorAction SilentlyContinue -ErrorVariable failed

        $entries = @(Get-SunoSubmission)

        $entries.Name | Should -Be 'first', 'second', 'third'
        $entries.State | Should -Be 'Accepted', 'Refused', 'Unknown'
        $entries.Kind | Should -Be 'Music', 'Lyrics', 'Join'
        $entries[0].TaskId, $entries[0].Tag | Should -Be $task.TaskId, 'pop, calm'
        $entries[1].Error | Should -Match '400'
        $entries[2].Infill | Should -BeTrue
        # A spreadsheet and PowerShell would read an id such as 1e2345678901 as a number.
        $entries.EntryId | Should -Match '^f[0-9a-f]{11}$'
        "$failed" | Should -BeLike "*Get-SunoSubmission -EntryId '$($entries[2].EntryId)'"
        $command = "$failed" -replace '.*: (?=Get-SunoSubmission)'
        (& ([scriptblock]::Create($command))).ClipId | Should -Be 'lost'
    }

    It 'Get-SunoSubmission selects by every parameter' {
        Add-TestGatewayFault $gateway @{ kind = 'status'; status = 400; idContains = 'song 2' }
        $tasks = New-Row 3 | Submit-SunoMusic -ThrottleLimit 1 -ErrorAction SilentlyContinue
        $middle = (Get-SunoSubmission)[1]

        (Get-SunoSubmission -TaskId " $($tasks[1].TaskId) ").Description | Should -Be 'song 3'
        ($tasks | Get-SunoSubmission).Description | Should -Be 'song 1', 'song 3'
        (Get-SunoSubmission '*2', 'ROW 1').Description | Should -Be 'song 1', 'song 2'
        (Get-SunoSubmission -EntryId $middle.EntryId, 'none').Description | Should -Be 'song 2'
        (Get-SunoSubmission -State Refused, Unknown).Description | Should -Be 'song 2'
        Get-SunoSubmission -Gateway '127.*', 'other' | Should -HaveCount 3
        Get-SunoSubmission -Gateway 'other' | Should -BeNullOrEmpty
        (Get-SunoSubmission -Since $middle.SubmitTime).Description | Should -Be 'song 2', 'song 3'
        (Get-SunoSubmission -Until $middle.SubmitTime.ToUniversalTime()).Description | Should -Be 'song 1', 'song 2'
        @() | Get-SunoSubmission | Should -BeNullOrEmpty
        (Get-SunoSubmission | Select-Object -First 1).Description | Should -Be 'song 1'
    }

    It 'Get-SunoSubmission writes an error for a task that is not in it, and rejects a pattern that is not valid' {
        { Get-SunoSubmission -Name '[' } | Should -Throw -ErrorId 'InvalidArgument,*'
        { Get-SunoSubmission -Gateway '[' } | Should -Throw -ErrorId 'InvalidArgument,*'
        Get-SunoSubmission -TaskId 'nothing' -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failed.FullyQualifiedErrorId | Should -BeLike 'TaskNotFound,*'
        $failed.TargetObject | Should -Be 'nothing'
        foreach ($none in $null, '') {
            Get-SunoSubmission -TaskId $none -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failed.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        }
    }

    It 'Get-SunoSubmission writes a CSV file that can be read back, in every culture' {
        $null = Submit-SunoMusic -Lyrics 'la' -Name 'first' -ContinueClipId 'c' -ContinueAt 90.5 -ContinueTaskId 't'
        $row = Use-TestCulture th-TH { Get-SunoSubmission | ConvertTo-Csv }

        $row[0] | Should -Be ('"SubmitTime","State","Kind","Name","TaskId","Gateway","Description","Lyrics",' +
            '"Title","Tag","NegativeTag","Instrumental","Model","ContinueClipId","ContinueAt","ContinueTaskId",' +
            '"Prompt","ClipId","Infill","NotifyHook","Uri","AdditionalProperty","Error","Action","EntryId"')
        $read = $row | ConvertFrom-Csv
        [datetime]$read.SubmitTime | Should -Be (Get-SunoSubmission).SubmitTime
        [timespan]$read.ContinueAt | Should -Be ([timespan]::FromSeconds(90.5))
        $read.State | Should -Be 'Accepted'
        ($read | Wait-SunoTask).Name | Should -Be 'first'
    }

    It 'Get-SunoSubmission finishes the work of another session' {
        $null = Invoke-TestRunspace -Parameter @{ Connection = $connection } -Script @'
                param($Connection)
                [pscustomobject]@{ Größe = '夜曲'; Name = 'first'; Description = 'one' } |
                    Submit-SunoMusic -Connection $Connection
                Submit-SunoLyrics -Prompt 'two' -Name 'second' -Connection $Connection
'@
        $folder = New-TestFolder

        $tasks = Get-SunoSubmission -Since (Get-Date).Date | Wait-SunoTask -OutVariable tasks -WarningVariable warnings
        $files = Get-SunoSubmission -Since (Get-Date).Date | Wait-SunoTask |
            Save-SunoClip $folder -PassThru -WarningAction SilentlyContinue

        $tasks.Name | Should -Be 'first', 'second'
        ($tasks[0] | ConvertTo-Csv)[0] | Should -BeLike '"Größe","Name",*'
        $tasks[0].Größe | Should -Be '夜曲'
        $tasks.Status | Should -Be 'Success', 'Success'
        $files | Should -Not -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
        Get-SunoSubmission |
            Save-SunoClip $folder -FileName '{Name} {Index}' -PassThru -WarningAction SilentlyContinue |
            ForEach-Object { $_.Clip.Name } | Should -Be (@('first') * @($files).Count)
    }

    It 'Get-SunoSubmission skips submissions without a task, with one warning, in <_>' -ForEach @(
        'Wait-SunoTask', 'Get-SunoTask', 'Get-SunoTaskBatch'
    ) {
        Add-TestGatewayFault $gateway @{ kind = 'resetBeforeHeaders'; idContains = 'song 2' }
        Add-TestGatewayFault $gateway @{ kind = 'status'; status = 400; idContains = 'song 3' }
        $null = New-Row 4 | Submit-SunoMusic -ErrorAction SilentlyContinue

        $tables = Get-SunoSubmission | ConvertTo-Json | ConvertFrom-Json -AsHashtable
        foreach ($records in (Get-SunoSubmission), $tables) {
            $tasks = $records | & $_ -WarningVariable warnings -WarningAction SilentlyContinue -ErrorVariable failed

            $tasks.Title | Sort-Object | Should -Be 'song 1', 'song 4'
            $failed | Should -BeNullOrEmpty
            $warnings | Should -HaveCount 1
            "$warnings" | Should -Be ('Skipped 2 submissions without a task (1 Refused, 1 Unknown). ' +
                'See them: Get-SunoSubmission -State Refused, Unknown')
        }
    }

    It 'SUNO_JOURNAL turns it off, and says so if it names no folder' {
        $env:SUNO_JOURNAL = 'Off'
        $task = Submit-SunoMusic -Description 'a' -WarningVariable warnings
        $task | Should -Not -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
        Get-SunoSubmission -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$warnings" | Should -BeLike '*journal of submissions is off*SUNO_JOURNAL*'

        $env:SUNO_JOURNAL = 'relative'
        Submit-SunoMusic -Description 'a' -WarningVariable warnings -WarningAction SilentlyContinue |
            Should -Not -BeNullOrEmpty
        "$warnings" | Should -BeLike '*Set SUNO_JOURNAL to an absolute path*'
        { Get-SunoSubmission } | Should -Throw -ErrorId 'InvalidArgument,*'
    }

    It 'SUNO_JOURNAL warns once of a folder that cannot be written, and submits' {
        $file = Join-Path $env:SUNO_JOURNAL 'file'
        Set-Content $file ''
        $env:SUNO_JOURNAL = Join-Path $file 'journal'

        New-Row 5 | Submit-SunoMusic -WhatIf -WarningVariable shown -WarningAction SilentlyContinue
        $tasks = New-Row 5 | Submit-SunoMusic -WarningVariable warnings -WarningAction SilentlyContinue

        "$shown" | Should -BeLike 'The journal of submissions in * cannot be written: *SUNO_JOURNAL*'
        $tasks | Should -HaveCount 5
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike 'The journal of submissions could not be written: *'
    }

    It 'SUNO_JOURNAL is the data folder of the user by default' -Skip:$IsWindows {
        $data = New-TestFolder
        $environment = @{ SUNO_JOURNAL = $null; HOME = $data; XDG_DATA_HOME = "$data/data" }
        $result = Invoke-TestPowerShell -Environment $environment -Gateway $gateway -Script @'
                $null = Submit-SunoMusic -Description 'one'
                (Get-SunoSubmission).State
'@
        $result.Output.Trim() | Should -Be 'Accepted'
        $path = $IsMacOS ? 'Library/Application Support/SunoPS/journal' : 'data/SunoPS/journal'
        @(Get-ChildItem (Join-Path $data $path)).UnixMode | Should -Be '-rw-------'
        (Get-Item (Join-Path $data $path)).UnixMode | Should -Be 'drwx------'
    }

    Context 'Remove-SunoSubmission' {
        BeforeEach {
            $null = New-Row 3 | Submit-SunoMusic
            # The file of an earlier day.
            $file = Get-Item (Join-Path $env:SUNO_JOURNAL '*.jsonl')
            $today = [datetime]::UtcNow.Date
            $text = (Get-Content $file -Raw).Replace('song', 'old song') -creplace '"id":"', '"id":"old' -creplace
                '"time":"\d{4}-\d\d-\d\d', "`"time`":`"$($today.AddDays(-3).ToString('yyyy-MM-dd'))"
            $old = Join-Path $env:SUNO_JOURNAL "$($today.AddDays(-3).ToString('yyyyMMdd'))-7-01234567.jsonl"
            Set-Content $old $text -NoNewline
        }

        It 'removes files whose entries are all older, and nothing with -WhatIf' {
            Remove-SunoSubmission -Before $today.AddDays(-1) -WhatIf
            Get-SunoSubmission | Should -HaveCount 6

            Remove-SunoSubmission $today.AddDays(-1)
            (Get-SunoSubmission).Description | Should -Be 'song 1', 'song 2', 'song 3'
            (Get-ChildItem $env:SUNO_JOURNAL).FullName | Should -Be $file.FullName
        }

        It 'keeps a file with a newer entry, and one with an unreadable line, and warns of an old one only' {
            Remove-SunoSubmission -Before (Get-SunoSubmission)[4].SubmitTime
            (Get-SunoSubmission).Description | Should -Be 'song 1', 'song 2', 'song 3'

            Set-Content $old $text -NoNewline
            Add-Content $old '{"state":"AcceptedLater","taskId":"paid"}'
            Add-Content $file '{"state":"AcceptedLater","taskId":"paid"}'
            (Get-Item $old).LastWriteTimeUtc = $today.AddDays(-3)
            Remove-SunoSubmission -Before $today -WarningVariable warnings -WarningAction SilentlyContinue
            "$warnings" | Should -BeLike "1 line of the journal file '$old' cannot be read. It is kept."
            Test-Path $old | Should -BeTrue
        }

        It 'takes local and universal times, from the first to the last, in <_>' -ForEach @(
            'Asia/Shanghai', 'America/New_York'
        ) {
            Use-TestCulture en-US -Zone $_ {
                @(Get-SunoSubmission -Since ([datetime]::MinValue) -Until ([datetime]::MaxValue)).Count
                Remove-SunoSubmission -Before ([datetime]::UtcNow.AddDays(-5))
                Remove-SunoSubmission -Before ([datetime]::MinValue)
                @(Get-SunoSubmission).Count
                Remove-SunoSubmission -Before ([datetime]::UtcNow.AddMinutes(5))
                @(Get-SunoSubmission).Count
            } | Should -Be 6, 6, 0
        }
    }

    It 'files that cannot be read cost nothing but themselves' {
        if ($IsWindows) {
            Set-ItResult -Skipped -Because 'links need a permission there'
        }

        $null = Submit-SunoMusic -Description 'before'
        $link = Join-Path $env:SUNO_JOURNAL 'link.jsonl'
        $target = Get-Item (Join-Path $env:SUNO_JOURNAL '*.jsonl')
        Set-Content $target ((Get-Content $target) -replace '\}$', ',"columns":{"":2}}')
        $null = New-Item -ItemType SymbolicLink -Path $link -Target $target
        Set-Content (Join-Path $env:SUNO_JOURNAL 'damaged.jsonl') '{"id":null}', '{'

        $entries = Get-SunoSubmission -ErrorVariable failed -ErrorAction SilentlyContinue `
            -WarningVariable warnings -WarningAction SilentlyContinue
        $task = $entries | Wait-SunoTask
        $null = Submit-SunoMusic -Description 'after' -WarningVariable told -WarningAction SilentlyContinue
        $caught = try {
            $null = Get-SunoSubmission -OutVariable all -ErrorAction Stop -WarningAction SilentlyContinue
        } catch { $_ }

        $task.Title | Should -Be 'before'
        $failed | Should -HaveCount 1
        $failed.FullyQualifiedErrorId | Should -BeLike 'FileError,*'
        "$failed" | Should -BeLike "The journal file '$link' cannot be read: *"
        "$warnings" | Should -BeLike "2 lines of the journal file '*damaged.jsonl' cannot be read."
        $told | Should -HaveCount 2
        $told | Should -BeLike '*cannot be read*repeat its entries are not noticed.'
        $all.Description | Should -Be 'before', 'after'
        $caught.FullyQualifiedErrorId | Should -BeLike 'FileError,*'
    }

    It 'What was submitted before draws a warning before it is sent again after <State>' -ForEach @(
        @{ State = 'Unknown'; Fault = @{ kind = 'resetBeforeHeaders'; times = 1 }; Count = 1 }
        @{ State = 'Accepted'; Fault = @{ kind = 'status'; status = 400; idContains = 'nothing' }; Count = 1 }
        @{ State = 'Refused'; Fault = @{ kind = 'status'; status = 400; times = 1 }; Count = 0 }
    ) {
        Add-TestGatewayFault $gateway $Fault
        $null = Submit-SunoMusic -Description 'again' -Name 'a' -ErrorAction SilentlyContinue
        (Get-SunoSubmission).State | Should -Be $State

        Submit-SunoMusic -Description 'again' -Name 'b' -WhatIf -WarningVariable shown -WarningAction SilentlyContinue
        $null = Submit-SunoMusic -Description 'other' -WarningVariable other -WarningAction SilentlyContinue
        $null = Submit-SunoLyrics 'again' -WarningVariable +other -WarningAction SilentlyContinue
        $task = Submit-SunoMusic -Description 'again' -Name 'b' -WarningVariable warnings `
            -WarningAction SilentlyContinue

        $task.Name | Should -Be 'b'
        $other | Should -BeNullOrEmpty
        $shown | Should -HaveCount $Count
        $warnings | Should -HaveCount $Count
        if ($Count) {
            "$warnings" | Should -BeLike "'b' was submitted before, at *: it can be charged twice. *"
            $command = "$warnings" -replace '.*: (?=Get-SunoSubmission)'
            $command | Should -BeLike "Get-SunoSubmission -EntryId '*'"
            (& ([scriptblock]::Create($command))).Name | Should -Be 'a'
        }
    }

    It 'The first row that equals an earlier one draws a warning, and the others are counted' {
        'same', 'same', 'one', 'same', 'one' |
            Submit-SunoMusic -WarningVariable warnings -WarningAction SilentlyContinue | Should -HaveCount 5

        $warnings | Should -HaveCount 2
        "$($warnings[0])" | Should -BeLike "'same' equals an earlier row: *"
        "$($warnings[1])" | Should -Be '2 more submissions repeat earlier ones.'
    }

    Context 'an end before the end' {
        BeforeEach {
            Set-TestGatewayLatency $gateway 300
            $rows = New-Row 40
        }

        It 'journals submissions in flight when <Name>' -ForEach @(
            @{ Name = 'Select-Object has enough'; Last = { Select-Object -First 1 }; Throws = $false }
            @{ Name = 'a later command throws'; Last = { ForEach-Object { throw 'enough' } }; Throws = $true }
            @{ Name = 'a later error stops'; Last = { Get-Item -Path { "/none/$($_.TaskId)" } -ErrorAction Stop }
                Throws = $true }
        ) {
            $text = "`$rows | Submit-SunoMusic -WarningVariable warnings -WarningAction SilentlyContinue | $Last"
            $caught = try { $null = . ([scriptblock]::Create($text)) } catch { $_ }

            [bool]$caught | Should -Be $Throws
            $warnings | Should -HaveCount 1
            "$warnings" | Should -Match '(accepted but not output|in flight).*Get-SunoSubmission -Since '
            Wait-Idle
            Assert-Journal | Should -BeGreaterThan 10
            (Get-TestGatewayStatistic $gateway).accepted | Should -BeLessThan 40
            $command = "$warnings" -replace '.*: (?=Get-SunoSubmission)'
            @(& ([scriptblock]::Create($command))).Count | Should -Be @(Get-SunoSubmission).Count
        }

        It 'journals submissions in flight on Ctrl+C<With>, also without the module and the connection' -ForEach @(
            # Rows without end: 40 could be done before the command stops.
            @{ With = ''; Source = '1..100000 | ForEach-Object { "song $_" }'; Wait = '' }
            @{ With = ' while it waits'; Source = '$Rows'; Wait = '-Wait' }
        ) {
            if ($Wait) {
                $null = Invoke-TestGatewayControl $gateway Post 'submissions' @{ steps = 99 }
            } else {
                Set-TestGatewayLatency $gateway 1000
            }

            $started = Start-TestRunspace `
                "param(`$Connection, `$Rows) $Source | Submit-SunoMusic -Connection `$Connection $Wait" `
                @{ Connection = $connection; Rows = $rows }
            $shell = $started.Shell
            # With all in flight, the command waits: elsewhere, its warning goes to the screen alone.
            Wait-TestCondition {
                $statistic = Get-TestGatewayStatistic $gateway
                $Wait ? $statistic.accepted -eq 40 : $statistic.accepted -gt 5 -and $statistic.inFlight -eq 16
            } -Because 'it submits'
            $shell.Stop()
            $requests = (Get-TestGatewayStatistic $gateway).requests
            $shell.Streams.Warning | Should -HaveCount 1
            "$($shell.Streams.Warning)" | Should -Match '\d+ submissions were .*: Get-SunoSubmission -Since '
            $shell.Commands.Clear()
            $null = $shell.AddScript('Disconnect-SunoApi; Remove-Module SunoPS').Invoke()
            Remove-TestRunspace $started

            $null = Invoke-TestGatewayControl $gateway Post 'submissions' @{ steps = 0 }
            Wait-Idle
            (Get-TestGatewayStatistic $gateway).requests |
                Should -BeLessOrEqual ($requests + 16) -Because 'nothing new is sent'
            if (-not $Wait) {
                Assert-Journal | Should -BeLessOrEqual ($requests + 16)
            } else {
                Get-SunoSubmission -State Accepted | Should -HaveCount 40
            }
        }

        It 'prints the warning on the screen after Ctrl+C' -Skip:$IsWindows {
            $start = New-TestPowerShellStart -Argument '-Command', @'
                Import-Module $env:SUNOPS_TEST_MODULE
                Connect-SunoApi -BaseUri $env:ADDRESS -ApiKey $env:TEST_KEY
                & { for ($number = 1; ; $number++) { "song $number" } } | Submit-SunoMusic
'@ -Gateway $gateway
            if ($IsLinux) {
                # Background processes of a shell ignore the signal, and so would their children.
                $start.ArgumentList.Insert(0, $start.FileName)
                $start.ArgumentList.Insert(0, '--default-signal=INT')
                $start.FileName = 'env'
            }

            $process = [Diagnostics.Process]::Start($start)
            $output = $process.StandardOutput.ReadToEndAsync()
            Wait-TestCondition { (Get-TestGatewayStatistic $gateway).accepted -gt 5 } -Because 'it submits'
            /bin/bash -c "kill -INT $($process.Id)"
            if (-not $process.WaitForExit(600000)) {
                $process.Kill()
                throw 'The command did not stop.'
            }

            $output.Result -replace '\s+', ' ' | Should -Match 'submissions? (was|were) (in flight|accepted)'
            Wait-Idle -IsOfAnotherProcess
            Assert-Journal | Should -BeGreaterThan 5
        }

        It 'waits at the end of the process for submissions in flight' -Skip:$IsWindows {
            $result = Invoke-TestPowerShell -Gateway $gateway -Script @'
                1..40 | ForEach-Object { "song $_" } | Submit-SunoMusic -WarningAction SilentlyContinue |
                    ForEach-Object { throw 'enough' }
'@
            $result.ExitCode | Should -Be 1
            Wait-Idle -IsOfAnotherProcess
            Assert-Journal | Should -BeGreaterThan 10
        }

        It 'waits for submissions in flight on SIG<_>, and sends no more' -Skip:$IsWindows -ForEach 'TERM', 'HUP' {
            if ($_ -eq 'HUP' -and (Get-Content /proc/self/status -ErrorAction Ignore) -match '^SigIgn:.*[13579bdf]$') {
                Set-ItResult -Skipped -Because 'nohup started the tests, so no process gets this signal'
            }

            Set-TestGatewayLatency $gateway 2000
            $process = Start-TestPowerShell $gateway @'
                1..40 | ForEach-Object { "song $_" } | Submit-SunoMusic -ThrottleLimit 4
                'the script goes on'
'@
            $output = $process.StandardOutput.ReadToEndAsync()
            Wait-TestCondition { (Get-TestGatewayStatistic $gateway).inFlight -eq 4 } -Because 'it submits'
            /bin/bash -c "kill -$_ $($process.Id)"
            $process.WaitForExit()

            $output.Result | Should -Not -Match 'the script goes on'
            Assert-Journal -Entry @(Get-SunoSubmission -State Accepted) | Should -Be 4
            (Get-SunoSubmission | Group-Object State -NoElement | ForEach-Object { "$($_.Count) $($_.Name)" }) |
                Sort-Object | Should -Be '4 Accepted', '4 NotSent'
        }

        It 'sends later submissions if the host keeps the process alive after SIGTERM' -Skip:$IsWindows {
            Set-TestGatewayLatency $gateway 1000
            $process = Start-TestPowerShell $gateway @'
                # context => context.Cancel = true, without a compiler.
                $context = [Linq.Expressions.Expression]::Parameter([Runtime.InteropServices.PosixSignalContext])
                $cancel = [Linq.Expressions.Expression]::Assign(
                    [Linq.Expressions.Expression]::Property($context, 'Cancel'),
                    [Linq.Expressions.Expression]::Constant($true))
                $keep = [Linq.Expressions.Expression]::Lambda(
                    [Action[Runtime.InteropServices.PosixSignalContext]], $cancel, $context).Compile()
                $kept = [Runtime.InteropServices.PosixSignalRegistration]::Create('SIGTERM', $keep)
                1..8 | ForEach-Object { "song $_" } | Submit-SunoMusic -ThrottleLimit 2 -ErrorAction SilentlyContinue
                $null = Submit-SunoMusic -Description 'later'
'@
            Wait-TestCondition { (Get-TestGatewayStatistic $gateway).inFlight -eq 2 } -Because 'it submits'
            /bin/bash -c "kill -TERM $($process.Id)"
            $process.WaitForExit()

            Get-SunoSubmission -State NotSent | ForEach-Object Error | Select-Object -Unique |
                Should -Be 'The submission was not sent, because the process was about to end.'
            $entries = @(Get-SunoSubmission)
            $entries | Should -HaveCount 9
            "$($entries[-1].State) $($entries[-1].Description)" | Should -Be 'Accepted later'
        }
    }

    It 'the end of the process has every submission that the gateway took, at random moments' {
        # SUNOPS_KILLS sets the number of kills.
        $kills = [int] ($env:SUNOPS_KILLS ?? 6)
        $seed = 20260714
        $random = [Random]::new($seed)
        Set-TestGatewayLatency $gateway 10
        $script = @'
                'ready'
                $null = [Console]::In.ReadLine()
                $null = 1..200 | ForEach-Object { "$env:WHO $_" } | Submit-SunoMusic
                'done'
                $null = [Console]::In.ReadLine()
'@
        $start = { Start-TestPowerShell $gateway $script @{ WHO = "process $($args[0]) song" } }
        $getProgress = { (Get-TestGatewayStatistic $gateway).accepted }
        # After 'done' they wait for input, so they end only with an error.
        Stop-TestPowerShellAtWork $start $getProgress $random 200 $kills

        Wait-Idle -IsOfAnotherProcess
        $null = Get-SunoSubmission -WarningVariable unreadable -WarningAction SilentlyContinue
        # A process that is killed while it writes leaves the beginning of a line.
        $unreadable | ForEach-Object {
            "$_" | Should -BeLike "1 line of the journal file '*' cannot be read."
            [IO.File]::ReadAllText("$_".Split("'")[1]) | Should -Not -BeLike "*`n"
        }
        $taken = Assert-Journal -MayBePending
        $taken | Should -BeGreaterThan (20 * $kills)
        $pending = @(Get-SunoSubmission -State Pending).Count
        $pending | Should -BeGreaterThan $kills -Because 'the processes ended in between'
        $pending | Should -BeLessOrEqual (32 * $kills)
        Get-SunoSubmission -State Refused, Unknown, NotSent | Should -BeNullOrEmpty
        "seed ${seed}: $taken taken, $pending Pending, $kills kills" | Write-Host
    }
}
