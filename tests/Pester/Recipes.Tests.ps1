#Requires -Version 7.4

BeforeDiscovery {
    $folder = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..', 'docs', 'recipes'))
    $recipes = Get-ChildItem -Path (Join-Path $folder '*.ps1') |
        ForEach-Object { @{ Recipe = $_.Name; Path = $_.FullName } }
}

Describe 'Recipes' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
        $docs = Join-Path (Get-TestRepositoryRoot) 'docs'
        $recipeFolder = Join-Path $docs 'recipes'
        $report = Join-Path $recipeFolder 'Export-TaskReport.ps1'
        $poller = Join-Path $recipeFolder 'Wait-TaskFile.ps1'
        $dashboard = Join-Path $recipeFolder 'Show-TaskDashboard.ps1'
        $remover = Join-Path $recipeFolder 'Remove-UnchosenSong.ps1'
        $progressing = Get-TestTaskId Progressing 0
        $gateway = Start-TestGateway
        $music = Get-TestTaskId Music 0, 1, 2
        $lyrics = Get-TestTaskId Lyrics 1, 2
        $failed = Get-TestTaskId Failed 0
        $unknown = Get-TestTaskId Unknown 0
        $day = [datetime]::Today.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)

        function Set-Id {
            # Writes ids as they come from anywhere: with blanks, blank lines, byte order marks of joined files, and one
            # of them twice.
            param([string[]] $Id)

            $others = $Id | Select-Object -Skip 1 | ForEach-Object { "`u{FEFF}$_"; '  ' }
            Set-Content -LiteralPath $idFile -Value (@("  $($Id[0])`t", '') + $others + $Id[0])
        }
    }

    BeforeEach {
        Reset-TestGateway $gateway
        Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey -MaximumRetryCount 0
        $folder = New-TestFolder
        $idFile = Join-Path $folder 'ids.txt'
    }

    Context '<Recipe>' -ForEach $recipes {
        It 'has help: a synopsis, a description, every parameter, an example' {
            $help = Get-Help -Name $Path -Full

            $help.Synopsis.Trim() | Should -Match '^[A-Z].*\.$'
            ($help.description | Out-String).Trim().Length | Should -BeGreaterThan 80
            foreach ($parameter in $help.parameters.parameter | Where-Object name -NotIn 'WhatIf', 'Confirm') {
                ($parameter.PSObject.Properties['description']?.Value | Out-String).Trim() |
                    Should -Match '\w.*\.' -Because "-$($parameter.name) has to be described"
            }

            @($help.examples.example)[0].code | Should -BeLike "*./$Recipe*"
        }

        It 'says which PowerShell and which module it needs, and is presented in recipes.md' {
            $ast = [Management.Automation.Language.Parser]::ParseFile($Path, [ref] $null, [ref] $null)

            $ast.ScriptRequirements.RequiredPSVersion | Should -Be ([version] '7.4')
            $ast.ScriptRequirements.RequiredModules.Name | Should -Be 'SunoPS'
            Get-Content -LiteralPath (Join-Path $docs 'recipes.md') -Raw | Should -BeLike "*(recipes/$Recipe)*"
        }
    }

    It 'The nightly report writes both tables, and gives what failed as text' {
        Set-Id ($music + $failed + $unknown)
        $text = & $report -IdPath $idFile -OutputPath (Join-Path $folder 'reports')

        $tasks = @(Import-Csv -LiteralPath (Join-Path $folder 'reports' "tasks-$day.csv"))
        $tasks.TaskId | Should -Be ($music + $failed)
        $tasks[3].FailReason | Should -BeExactly 'Song Description contained artist name: "The Beatles"'
        $clips = @(Import-Csv -LiteralPath (Join-Path $folder 'reports' "clips-$day.csv"))
        $clips.TaskId | Should -Be ($music[0], $music[0], $music[1], $music[1], $music[2], $music[2])
        $text[0] | Should -BeExactly "Suno tasks, ${day}: 4 fetched, 1 of them failed, 1 not fetched"
        $text[1] | Should -BeExactly ''
        $text[2] | Should -BeExactly "$failed  Song Description contained artist name: `"The Beatles`""
        $text[3] | Should -Match "^$unknown  .*does not know the task"
        $text | Should -HaveCount 4
    }

    It 'The nightly report passes subject and text to -SendMail, and outputs nothing' {
        Set-Content -LiteralPath $idFile -Value ($music + $failed)
        $mails = [Collections.Generic.List[object]]::new()
        $output = & $report -IdPath $idFile -OutputPath $folder `
            -SendMail { param($Subject, $Text) $mails.Add(@($Subject, $Text)) }

        $output | Should -BeNullOrEmpty
        $mails | Should -HaveCount 1
        $mails[0][0] | Should -BeExactly "Suno tasks, ${day}: 4 fetched, 1 of them failed, 0 not fetched"
        $mails[0][1] |
            Should -BeExactly "$($mails[0][0])`n`n$failed  Song Description contained artist name: `"The Beatles`""
    }

    It 'The nightly report names the songs that this account submitted' {
        Invoke-TestGatewayControl $gateway Post 'submissions' @{ steps = 0 }
        Set-Content -LiteralPath $idFile -Value (Submit-SunoMusic 'like The Beatles' -Name 'Row 7').TaskId

        (& $report -IdPath $idFile -OutputPath $folder)[-1] | Should -Match '^\S+  Row 7  Song Description'
    }

    It 'The nightly report is silent after a good night, and replaces that of the same day if it can fetch anything' {
        Set-Content -LiteralPath $idFile -Value $music
        & $report -IdPath $idFile -OutputPath $folder -SendMail { throw 'no mail' } | Should -BeNullOrEmpty
        Set-Content -LiteralPath $idFile -Value $unknown
        (& $report -IdPath $idFile -OutputPath $folder)[-1] | Should -Match "^$unknown  "
        @(Import-Csv -LiteralPath (Join-Path $folder "tasks-$day.csv")).TaskId | Should -Be $music
        @(Import-Csv -LiteralPath (Join-Path $folder "clips-$day.csv")) | Should -HaveCount 6
        Set-Content -LiteralPath $idFile -Value $music[0]
        & $report -IdPath $idFile -OutputPath $folder | Should -BeNullOrEmpty
        @(Import-Csv -LiteralPath (Join-Path $folder "tasks-$day.csv")).TaskId | Should -Be $music[0]
    }

    It 'The nightly report runs with only the environment, in any calendar; exits with 1 if the key is rejected' {
        Set-Content -LiteralPath $idFile -Value ($music[0], $failed)
        $script = "`$PSStyle.OutputRendering = 'Ansi'; [cultureinfo]::CurrentCulture = 'th-TH'`n" +
            "Import-Module `$env:SUNOPS_TEST_MODULE`n" +
            "& '$report' -IdPath '$idFile' -OutputPath '$folder'; exit `$LASTEXITCODE"
        $environment = @{ SUNO_API_BASE_URI = $gateway.BaseUri; SUNO_API_KEY = $gateway.ApiKey }
        if ($PSVersionTable.PSVersion.Minor -lt 5) {
            # PowerShell 7.4 colors errors whatever $PSStyle says, unless TERM is dumb.
            $environment.TERM = 'dumb'
        }

        $good = Invoke-TestPowerShell -Script $script -Environment $environment
        $environment.SUNO_API_KEY = 'sk-wrong-key-of-a-test'
        $bad = Invoke-TestPowerShell -Script $script -Environment $environment

        $good.ExitCode | Should -Be 1 -Because 'a task failed'
        $good.Output.Trim() -split '\r?\n' | Select-Object -Last 1 | Should -BeLike "$failed  Song*"
        Test-Path -LiteralPath (Join-Path $folder "tasks-$day.csv") | Should -BeTrue
        $bad.ExitCode | Should -Be 1
        $bad.Error | Should -Match 'key'
        $bad.Error + $good.Output | Should -Not -Match ([char] 27) -Because 'cron mails it'
    }

    Context 'The poller' {
        BeforeEach {
            $output = Join-Path $folder 'done.csv'
        }

        It 'writes each task when it completes' {
            Set-Id ($progressing, $music[0])
            $tasks = & $poller -IdPath $idFile -OutputPath $output -PollingIntervalSec 1

            $tasks.TaskId | Should -Be $music[0], $progressing
            $rows = @(Import-Csv -LiteralPath $output)
            $rows.TaskId | Should -Be $music[0], $progressing
            $rows.Status | Should -Be 'Success', 'Success'
        }

        It 'resumes: completed tasks are not polled again, new or late ones are' {
            Set-Content -LiteralPath $idFile -Value $music[0]
            $null = & $poller -IdPath $idFile -OutputPath $output
            Add-Content -LiteralPath $idFile -Value ($progressing, $unknown)
            Add-TestGatewayFault $gateway @{ kind = 'hangBeforeHeaders'; times = 1 }
            $null = & $poller -IdPath $idFile -OutputPath $output -TimeoutSec 1 2> $null
            @(Import-Csv -LiteralPath $output).TaskId | Should -Be $music[0]

            Add-Content -LiteralPath $idFile -Value $music[1]
            $before = @(Get-TestGatewayLog $gateway).Count
            $null = & $poller -IdPath $idFile -OutputPath $output -PollingIntervalSec 1 2> $null
            $rows = @(Import-Csv -LiteralPath $output)
            $rows.TaskId | Should -Be $music[0], $music[1], $progressing
            $asked = Get-TestGatewayLog $gateway | Select-Object -Skip $before | ForEach-Object Ids
            $asked | Should -Not -Contain $music[0]
            $asked | Should -Contain $unknown
        }

        It 'has the completed tasks in the file when it is ended' {
            Set-Content -LiteralPath $idFile -Value ($music[0], $progressing)
            # Stops after the first object.
            $null = & $poller -IdPath $idFile -OutputPath $output -PollingIntervalSec 1 | Select-Object -First 1

            @(Import-Csv -LiteralPath $output).TaskId | Should -Be $music[0]
        }

        It 'prints its table as a script, and exits with <Code>' -ForEach @(
            @{ Code = 0; Also = '' }, @{ Code = 1; Also = 'Failed' }, @{ Code = 1; Also = 'Unknown' }
        ) {
            Set-Content -LiteralPath $idFile -Value ($music[0], ($Also ? (Get-TestTaskId $Also 0) : ''))
            $global:LASTEXITCODE = 0
            $shown = & $poller $idFile $output -Delimiter ';' 2> $null | Out-String

            $LASTEXITCODE | Should -Be $Code
            $shown | Should -Match "(?m)^\S*Success\S* .*$($music[0])"
            $global:LASTEXITCODE = 0
            & $poller $idFile $output -Delimiter ';' 2> $null | Should -BeNullOrEmpty
            $LASTEXITCODE | Should -Be $Code -Because 'the second run knows the first'
        }
    }

    It 'The dashboard shows all tasks repeatedly until they complete' {
        Set-Id ($music[0], $progressing, $failed, $unknown)
        $script = "Import-Module `$env:SUNOPS_TEST_MODULE`n& '$dashboard' -IdPath '$idFile' -IntervalSec 1" +
            '; exit $LASTEXITCODE'
        $result = Invoke-TestPowerShell -Script $script `
            -Environment @{ SUNO_API_BASE_URI = $gateway.BaseUri; SUNO_API_KEY = $gateway.ApiKey }

        $result.Error | Should -BeNullOrEmpty
        $result.ExitCode | Should -Be 1 -Because 'a task failed'
        $result.Output | Should -Not -Match ([char] 27) -Because 'in a file nothing is cleared'
        $heads = [regex]::Matches(
            $result.Output, '(?m)  (\d+ done, \d+ failed, \d+ unknown, \d+ to go)').ForEach({ $_.Groups[1].Value })
        $heads | Should -Be (@('1 done, 1 failed, 1 unknown, 1 to go') * 4 + '2 done, 1 failed, 1 unknown, 0 to go')
        [regex]::Matches($result.Output, "(?m)^(\w+) .*$progressing").ForEach({ $_.Groups[1].Value }) |
            Should -Be 'Submitted', 'Queued', 'InProgress', 'InProgress', 'Success'
        [regex]::Matches($result.Output, "does not know the task '$unknown'").Count | Should -Be 5
        # Complete and unknown tasks are fetched once.
        @(Get-TestGatewayLog $gateway)[1].Ids | Should -Be $progressing
    }

    It 'The dashboard ends if the key is rejected' {
        Set-Content -LiteralPath $idFile -Value $music
        Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey 'sk-wrong-key-of-a-test'

        { & $dashboard -IdPath $idFile -IntervalSec 1 } | Should -Throw -ErrorId 'Unauthorized,*'
    }

    Context 'The choice' {
        BeforeEach {
            $names = 'one 01.mp3', 'one 01.jpeg', 'one 02.mp3', 'one 02.jpeg', 'one 022.mp3', 'two 01.mp3', 'two 02.mp3'
            $songs = Join-Path $folder 'songs'
            $names.ForEach({ $null = New-Item -ItemType File -Path (Join-Path $songs 'A [1]' $_) -Force })
            $null = New-Item -ItemType File -Path (Join-Path $folder 'outside.mp3')
            $null = New-Item -ItemType File -Path (Join-Path $songs 'A [1]' 'one 02.doc')
            if (-not $IsWindows) {
                $null = New-Item -ItemType SymbolicLink -Path (Join-Path $songs link) -Target $folder
            }

            $choice = Join-Path $folder 'choice.csv'
            'TaskId,ClipId,Choice,File', 't-1,c-1,x,A [1]/one 01.mp3', 't-1,c-2,,A [1]/one 02.mp3', 't-1,c-5,,',
            't-2,c-3,,A [1]/two 01.mp3', 't-2,c-4,,A [1]/two 02.mp3', 't-3,c-6,x,', 't-3,c-7,,../outside.mp3',
            't-3,c-8,,link/outside.mp3' |
                Set-Content -LiteralPath $choice
        }

        It 'removes the other variants with their covers, and nothing else' {
            & $remover $choice $songs -ErrorVariable problems -ErrorAction SilentlyContinue 2> $null

            (Get-ChildItem -LiteralPath $folder -Recurse -File).Name | Sort-Object | Should -Be @(
                'choice.csv', 'one 01.jpeg', 'one 01.mp3', 'one 02.doc', 'one 022.mp3', 'outside.mp3'
                'two 01.mp3', 'two 02.mp3')
            "$problems" | Should -BeLike '*outside*'
            $LASTEXITCODE | Should -Be 1
        }

        It 'is an error with another delimiter or another folder, and removes nothing then, nor with -WhatIf' {
            { & $remover $choice $songs -Delimiter ';' } | Should -Throw 'No row of * has a choice*'
            { & $remover $choice (New-TestFolder) } | Should -Throw 'None of the files of * is in *'
            & $remover $choice $songs -WhatIf 2> $null 6> $null

            Get-ChildItem -LiteralPath $songs -Recurse -File | Should -HaveCount ($names.Count + 1)
        }

        It 'reads the choice in its encoding' {
            $null = New-Item -ItemType File -Path (Join-Path $songs 'über 01.mp3'), (Join-Path $songs 'über 02.mp3')
            'TaskId,Choice,File', 't-1,x,über 01.mp3', 't-1,,über 02.mp3' |
                Set-Content -LiteralPath $choice -Encoding latin1
            & $remover $choice $songs -Encoding latin1

            (Get-ChildItem -LiteralPath $songs -File).Name | Should -Be 'über 01.mp3'
        }
    }

    Context 'The comparison' {
        BeforeAll {
            function Compare-TestGateway {
                # Compares tasks of the connected gateway and of one at another path, or with another key.
                param([string[]] $TaskId, [string] $Path = '', [string] $ApiKey = $gateway.ApiKey)

                $reference = Get-SunoConnection
                $difference = Connect-SunoApi -BaseUri "$($gateway.BaseUri)$Path" -ApiKey $ApiKey `
                    -MaximumRetryCount 0 -PassThru
                & (Join-Path $recipeFolder 'Compare-Gateway.ps1') -TaskId $TaskId -ReferenceConnection $reference `
                    -DifferenceConnection $difference
            }
        }

        It 'outputs nothing if both gateways agree' {
            Compare-TestGateway ($music + $lyrics + $failed + $unknown) '/ecovai' |
                Where-Object Property -NE NotifyHook | Should -BeNullOrEmpty
        }

        It 'outputs a row for each property that differs' {
            $rows = @(Compare-TestGateway $music[0] '/seed-002')

            $rows.TaskId | Select-Object -Unique | Should -Be $music[0]
            $LASTEXITCODE | Should -Be 1
            $rows.Property | Should -Contain 'Clip 2 ModelName'
            $row = $rows | Where-Object Property -EQ 'Clip 1 ModelName'
            $row.Reference, $row.Difference | Should -BeExactly 'chirp-v3', 'chirp-v4'
            $rows.Property | Should -Not -Contain 'Clip 1 Title'
        }

        It 'shows the message of an error' {
            Add-TestGatewayFault $gateway @{ kind = 'status'; status = 500; times = 1 }
            $warning, $row = Compare-TestGateway $music[0] 3>&1

            $warning | Should -BeOfType [Management.Automation.WarningRecord]
            $warning.Message | Should -BeLike '*500*'
            $row.Reference | Should -Be 'GatewayError'
        }

        It 'outputs one row for a task that one of them does not have' {
            Add-TestGatewayAnswer $gateway -Path '/seed-002' -Body @{ code = 'success'; data = @() }
            $rows = @(Compare-TestGateway $music[0] '/seed-002')

            $rows | Should -HaveCount 1
            $rows[0].Property, $rows[0].Reference, $rows[0].Difference | Should -Be 'Error', '', 'TaskNotFound'
        }

        It 'ends if a key is rejected' {
            { Compare-TestGateway $music -ApiKey 'sk-wrong-key-of-a-test' } | Should -Throw -ErrorId 'Unauthorized,*'
        }
    }
}
