#Requires -Version 7.4

BeforeDiscovery {
    # The blocks of docs/screens.md that begin with a prompt. Progress.Tests.ps1 tests the progress bars.
    $text = [IO.File]::ReadAllText(
        [IO.Path]::GetFullPath(
            [IO.Path]::Combine($PSScriptRoot, '..', '..', 'docs', 'screens.md'))).ReplaceLineEndings("`n")
    $screen = '(?ms)^(#+ (?<title>[^\n]*)\n(?:(?!^#|^```).)*)?^```text\n(?<block>PS> .*?)^```$'
    $blocks = @(foreach ($match in [regex]::Matches($text, $screen)) {
        $title = $match.Groups['title'].Success ? $match.Groups['title'].Value : $title
        if ($title -ne 'Progress') {
            $block = $match.Groups['block'].Value.TrimEnd()
            @{ Title = $title; Block = $block; Line = ($block -split '\n')[0].Substring(4) }
        }
    })
}

Describe 'Screens' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
        $gateway = Start-TestGateway -ApiKey 'sk-0123456789abcdef1234'
        $folder = New-TestFolder

        # Prepared responses for screens that the gateway shows only on demand.
        $answers = @{
            Unauthorized = @{ Status = 401; Body = '{"code":"unauthorized","message":"invalid token"}' }
            Forbidden = @{ Status = 403; Body = '{"code":"forbidden","message":"this key may not fetch"}' }
            QuotaExceeded = @{ Status = 500; Body = '{"code":"quota_not_enough","message":"quota is not enough"}' }
            RateLimited = @{ Status = 429; Body = '{"code":"rate_limit","message":"slow down"}'
                Header = @{ 'Retry-After' = '20' } }
            GatewayError = @{ Status = 503; Body = '{"code":"get_tasks_failed","message":"database is locked"}' }
            InvalidResponse = @{ ContentType = 'text/html'; Body = '<html><title>Welcome</title></html>' }
            SubmissionUnknown =
                @{ Status = 502; ContentType = 'text/html'; Body = '<html><title>Bad Gateway</title></html>' }
        }

        # The session of the document, from the first block to the last.
        $state = [initialsessionstate]::CreateDefault()
        $state.ImportPSModule((Get-TestModulePath))
        $session = [runspacefactory]::CreateRunspace($state)
        $session.Open()
        $session.SessionStateProxy.SetVariable('key', $gateway.ApiKey)
        $session.SessionStateProxy.Path.SetLocation($folder)
        $progressing = Get-TestTaskId Progressing 0, 1
        Set-Content -LiteralPath (Join-Path $folder 'ids.txt') -Value (
            @(Get-TestTaskId Music 0, 2) + (Get-TestTaskId Lyrics 2) + (Get-TestTaskId Failed 0, 2) + $progressing
        )
        Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey
        # The task is at 30% when the document fetches it.
        $null = Get-SunoTask $progressing[0]
        $null = Get-SunoTask $progressing[0]

        function Get-Screen {
            # The printed output, warnings and errors of a line in that session. A terminal of 100 columns has tables of
            # 99.
            param([string] $Line)

            $shell = [powershell]::Create($session)
            try {
                # Like a host for each line; otherwise an error shows its position in the script.
                $null = $shell.AddScript(@"
`$records = . { $Line } *>&1
`$records | ForEach-Object { `$_ -is [Management.Automation.WarningRecord] ? "WARNING: `$_" : `$_ } |
    Out-String -Width 99
"@)
                $shell.Invoke() -join "`n"
                $shell.Streams.Error | Out-String -Width 99
            } finally {
                $shell.Dispose()
            }
        }

        function ConvertTo-Comparable {
            # Removes differences between machines: folder, port, zone, latency, and the system's text for a refused
            # connection. Line breaks depend on the port.
            param([string] $Text)

            $Text -replace '\s+' -replace [regex]::Escape($folder), '/home/me' -replace '(?<=/home/me)\\', '/' `
                -replace '127\.0\.0\.1:\d+', 'GATEWAY' `
                -replace '\d{4}-\d\d-\d\d\d\d:\d\d:\d\d|(?<!\d)\d{4}-\d\d-\d\d(?=5f3a)', 'TIME' `
                -replace '(?<=-EntryId'')[0-9a-f]{12}', 'ENTRY' `
                -replace '(?<=Latency:)\d[\d:.]+(?=Reason)', 'TIME' -replace 'failed:.*?\.(?=Check)', 'failed.'
        }
    }

    AfterAll {
        $session.Dispose()
    }

    It 'come as the document shows them: <Title>, <Line>' -ForEach $blocks {
        if ($answers.ContainsKey($Title)) {
            $answer = $answers[$Title]
            Add-TestGatewayAnswer $gateway @answer
        }

        Set-TestGatewayLatency $gateway -Milliseconds ($Title -eq 'Timeout' ? 20000 : 0)
        $shown = foreach ($line in $Block -split '\n' | Where-Object { $_ -like 'PS> *' }) {
            $line
            Get-Screen $line.Substring(4).Replace('http://127.0.0.1:8000', $gateway.BaseUri)
        }

        if ($Title -eq 'RateLimited') {
            # Otherwise the next line waits as long as the gateway has asked for.
            $null = Get-Screen "Connect-SunoApi -BaseUri $($gateway.BaseUri) -ApiKey `$key -MaximumRetryCount 0"
        }

        ConvertTo-Comparable ($shown -join "`n") | Should -BeExactly (ConvertTo-Comparable $Block)
    }

    It 'are there for every kind of error' {
        $lines = Get-Content -LiteralPath (Join-Path (Get-TestRepositoryRoot) 'docs' 'screens.md')

        $lines -match '^### ' -replace '^### ' | Sort-Object |
            Should -Be ([enum]::GetNames([SunoPS.SunoErrorKind]) | Sort-Object)
    }
}
