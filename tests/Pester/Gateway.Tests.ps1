#Requires -Version 7.4

# The local gateway as a newcomer starts it: tests/SunoPS.Gateway without --for-tests.

Describe 'The local gateway' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')

        function Start-Playground {
            # Starts the gateway, and returns it with its output up to the last line of the welcome.
            param([switch] $ClosedInput)

            $gateway = Start-TestGateway -Playground -ClosedInput:$ClosedInput
            $lines = do {
                $line = $gateway.Process.StandardOutput.ReadLine()
                $line
            } until ($line -match 'Ctrl\+C')
            $gateway | Add-Member -PassThru Welcome $lines
        }
    }

    It 'prints its usage for --help, and for an unknown option with an error' {
        $path = Get-TestGatewayPath
        $command = $path -like '*.dll' ? @('dotnet', 'exec', $path) : @($path)
        $first, $rest = $command

        $text = & $first @rest --help | Out-String
        $LASTEXITCODE | Should -Be 0
        $text | Should -Match '(?s)usage: .*--port N'

        $text = & $first @rest --what 2>&1 | Out-String
        $LASTEXITCODE | Should -Be 2
        $text | Should -Match "(?s)unknown argument '--what'.*usage: "
    }

    It 'runs in the background, where its input is closed from the start' {
        $gateway = Start-Playground -ClosedInput
        Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey

        Test-SunoConnection -Quiet | Should -BeTrue
        $gateway.Process.HasExited | Should -BeFalse
    }

    It 'prints lines that work when they are pasted, and ids of tasks' {
        $gateway = Start-Playground
        $null = Invoke-RestMethod "$($gateway.BaseUri)/_gateway/submissions" -Method Post -Body '{"steps":0}' -NoProxy
        $lines = $gateway.Welcome -match '^ {4}[^ ].*(Suno|Export)' -replace '^ +'
        $ids = $gateway.Welcome -match '^ {4}5f3a' -replace '^ +' -replace ' .*'

        $lines | Should -HaveCount 4
        $lines[1] | Should -BeExactly "Connect-SunoApi -BaseUri $($gateway.BaseUri) -ApiKey $($gateway.ApiKey)"
        $script = @('Set-Location $PSScriptRoot') + $lines + @(
            "Get-SunoTask $($ids -join ', ') | ForEach-Object { `$_.Action + ' ' + `$_.Status }"
            "Get-SunoTask $($ids[0]) | Save-SunoClip ./more -Media Audio, Image"
        )
        $result = Invoke-TestPowerShell -Script ($script -join "`n")

        $result.Error | Should -BeNullOrEmpty
        $result.Output -split '\r?\n' | Where-Object { $_ } |
            Should -Be 'MUSIC Success', 'LYRICS Success', 'MUSIC Failure', 'MUSIC Submitted'
        Get-ChildItem -LiteralPath (Join-Path $result.Folder 'songs') -Filter *.mp3 | Should -HaveCount 2
        Get-ChildItem -LiteralPath (Join-Path $result.Folder 'more') | Should -HaveCount 4
        (Import-Csv -LiteralPath (Join-Path $result.Folder 'clips.csv')).Title |
            Should -Be 'a calm song about the sea', 'a calm song about the sea'
    }

    It 'gives submissions of another run other ids, and fails a song that imitates The Beatles' {
        $ids = foreach ($run in 1, 2) {
            $gateway = Start-Playground
            $settings = @{ Uri = "$($gateway.BaseUri)/_gateway/submissions"; Method = 'Post'; Body = '{"steps":0}' }
            $null = Invoke-RestMethod @settings -NoProxy
            Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey
            $task = Submit-SunoMusic 'imitate The Beatles' | Wait-SunoTask
            $task.FailReason | Should -Match 'The Beatles'
            $task.TaskId
            Stop-TestGateway $gateway
        }

        $ids | Select-Object -Unique | Should -HaveCount 2
    }
}
