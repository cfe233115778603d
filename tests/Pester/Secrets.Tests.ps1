#Requires -Version 7.4

BeforeDiscovery {
    # Commands of a user. {KEY} is the valid key, {WRONG} another one that only this session has; {BASE} is the address,
    # {TASK} a task of this session, {UNKNOWN} an unknown id, {CONNECT} the beginning of a connection. Expect: text that
    # the dumps of the session must contain, which proves that they belong to it.
    $sessions = @(
        @{ Case = 'a session in which all goes well'; Expect = 'Authorization: \*\*\*', '\*\*\*\*nV8w', '{TASK}'
            Lines = "{CONNECT} '{KEY}'; Get-SunoConnection; Get-SunoTask {TASK}; Get-SunoTaskBatch {TASK} -ExpandClip" }
        @{ Case = 'an error behind a semicolon'; Expect = 'TaskNotFound', '-ApiKey .?\*\*\*'
            Lines = "{CONNECT} '{KEY}'; Get-SunoTask {UNKNOWN} -ErrorVariable failed; `$failed | Format-List * -Force" }
        @{ Case = 'an id that cannot be sent behind a semicolon'; Expect = 'InvalidArgument', '-ApiKey .?\*\*\*'
            Lines = "{CONNECT} '{KEY}'; Get-SunoTask ' '" }
        @{ Case = 'an error that is caught and thrown again'; Expect = 'TaskNotFound', '-ApiKey .?\*\*\*'
            Lines = 'try {', ("try { {CONNECT} '{KEY}'; Get-SunoTask {UNKNOWN} -ErrorAction Stop } " +
                "catch { `$_ | Format-List * -Force; throw }"), '} catch { $_ | Out-Default }' }
        @{ Case = 'a key that is refused'; Expect = 'Unauthorized', '-ApiKey .?\*\*\*'
            Lines = "{CONNECT} '{WRONG}'; Get-SunoTask {TASK}" }
        @{ Case = 'a key within a function'; Expect = 'Unauthorized', '-ApiKey .?\*\*\*'
            Lines = "function Invoke-Inner { {CONNECT} '{WRONG}'; Get-SunoTask {TASK} }", 'Invoke-Inner' }
        @{ Case = 'a key that is made a secure string on the spot'
            Expect = 'TaskNotFound', 'ConvertTo-SecureString .?\*\*\*'
            Lines = "{CONNECT} (ConvertTo-SecureString '{KEY}' -AsPlainText); Get-SunoTask {UNKNOWN}" }
        @{ Case = 'a key within a text that is run'; Expect = 'TaskNotFound', '-ApiKey .?\*\*\*'
            Lines = "Invoke-Expression ""{CONNECT} '{KEY}'; Get-SunoTask {UNKNOWN}""" }
        @{ Case = 'a key within a parallel block'; Expect = 'TaskNotFound', '-ApiKey .?\*\*\*'
            Lines = "1 | ForEach-Object -Parallel { Import-Module `$env:SUNOPS_TEST_MODULE; " +
                "{CONNECT} '{KEY}'; Get-SunoTask {UNKNOWN} }" }
        @{ Case = 'a key within a background job'; Expect = 'does not know the task', '{UNKNOWN}'
            Lines = "Start-Job { Import-Module `$env:SUNOPS_TEST_MODULE; {CONNECT} '{KEY}'; Get-SunoTask {UNKNOWN} } " +
                '| Receive-Job -Wait -AutoRemoveJob' }
        @{ Case = 'a command over several lines'; Expect = 'TaskNotFound'
            Lines = '& {', "    Connect-SunoApi -BaseUri '{BASE}' ``", "        -ApiKey '{KEY}'", '    Get-SunoTask `',
                '        -TaskId {UNKNOWN}', '}' }
        @{ Case = 'an unknown gateway'; Expect = 'InvalidArgument', 'Nowhere', '-ApiKey .?\*\*\*'
            Lines = "Connect-SunoApi -Gateway Nowhere -ApiKey '{WRONG}'" }
        @{ Case = 'a base address that is none'; Expect = 'gateway\.example'
            Lines = "Connect-SunoApi -BaseUri gateway.example -ApiKey '{WRONG}'" }
        @{ Case = 'a key with a line break'; Expect = 'InvalidArgument', 'line break'
            Lines = "{CONNECT} '{WRONG}", "tail'" }
        @{ Case = 'a key with an escape in quotes'; Expect = 'InvalidArgument', 'control character'
            Lines = "{CONNECT} ""{WRONG}``a""" }
        @{ Case = 'a batch path that is none'; Expect = 'BatchPath|path'
            Lines = "{CONNECT} '{WRONG}' -BatchPath ''" }
        @{ Case = 'an option that is out of range'; Expect = 'TimeoutSec'
            Lines = "{CONNECT} '{WRONG}' -TimeoutSec 0" }
        @{ Case = 'a command behind a connection that failed'; Expect = 'NotConnected'
            Lines = "Connect-SunoApi -Gateway Nowhere -ApiKey '{WRONG}'; Get-SunoTask {TASK}" }
        @{ Case = 'two connections in one line'; Expect = 'TaskNotFound'
            Lines = "`$first = {CONNECT} '{KEY}' -PassThru; {CONNECT} '{WRONG}'; " +
                "Get-SunoTask {UNKNOWN} -Connection `$first" }
        @{ Case = 'a password of a proxy'; Expect = 'TaskNotFound', '-Proxy http://\*\*\*@'
            Lines = "{CONNECT} '{KEY}' -Proxy http://ann:{WRONG}@proxy.invalid; Get-SunoTask {UNKNOWN}" }
        @{ Case = 'a key in the environment'; Expect = 'TaskNotFound', 'SUNO_API_KEY = .?\*\*\*'
            Lines = "`$env:SUNO_API_KEY = '{KEY}'; `$env:SUNO_API_BASE_URI = '{BASE}'; Get-SunoTask {UNKNOWN}" }
        @{ Case = 'a key in an environment that cannot be used'; Expect = 'InvalidArgument', 'SUNO_API_BASE_URI'
            Lines = "`$env:SUNO_API_KEY = '{WRONG}'; `$env:SUNO_API_BASE_URI = 'nonsense'; Get-SunoTask {UNKNOWN}" }
        @{ Case = 'a look at an environment that cannot be used'; Expect = 'InvalidArgument', 'SUNO_API_BASE_URI'
            Lines = "`$env:SUNO_API_KEY = '{WRONG}'; `$env:SUNO_API_BASE_URI = 'nonsense'; Get-SunoConnection" }
    )
}

Describe 'Secrets' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
        $gateway = Start-TestGateway

        function Expand-Word {
            # Replaces the words in braces with addresses, keys and ids.
            param([string] $Text, [int] $Number)

            $Text = $Text.Replace('{CONNECT}', "Connect-SunoApi -BaseUri '{BASE}' -ApiKey")
            $words = @{
                BASE = $gateway.BaseUri
                KEY = $gateway.ApiKey
                WRONG = Get-OtherKey $Number
                TASK = Get-TestTaskId Music (100 + $Number)
                UNKNOWN = Get-TestTaskId Unknown $Number
            }
            foreach ($word in $words.Keys) {
                $Text = $Text.Replace("{$word}", $words[$word])
            }

            $Text
        }

        function Get-OtherKey {
            # A key that the gateway rejects, and that only one session has.
            param([int] $Number)

            'sk-{0:x2}{1}-of-another' -f
                $Number, [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData([byte] $Number), 0, 8)
        }

        $sessionScript = @'
# Prints everything there is to an error. Depth 3 is what PowerShell can write of one: from there on it follows
# reflection, and grows tenfold a level. DetailedView is what Get-Error shows.
function Write-Dump {
    foreach ($entry in @($Error)) {
        $record = if ($entry -is [Management.Automation.ErrorRecord]) { $entry } else { $entry.ErrorRecord }
        "== $($record.FullyQualifiedErrorId)"
        $entry | Format-List -Property * -Force
        $record | Format-List -Property * -Force
        $record.Exception | Format-List -Property * -Force
        "$($record.Exception)"
        $record.InvocationInfo | Format-List -Property * -Force
        if ($record.InvocationInfo) {
            "$($record.InvocationInfo.PositionMessage)"
            $record.InvocationInfo.BoundParameters | Out-String
        }

        $record.CategoryInfo | Format-List -Property * -Force
        $record.ScriptStackTrace
        foreach ($ErrorView in 'ConciseView', 'NormalView', 'CategoryView') {
            $record | Out-String -Width 4096
        }

        $entry | Get-Error
        $record | ConvertTo-Json -Depth 3 -WarningAction SilentlyContinue
    }
}

Import-Module $env:SUNOPS_TEST_MODULE
for ($number = 0; $number -lt $sessions.Count; $number++) {
    $prefix = Join-Path $PSScriptRoot $number
    Set-Content -LiteralPath "$prefix.session.ps1" -Value $sessions[$number] -Encoding utf8NoBOM
    [Console]::Out.WriteLine("== session $number")
    [Console]::Error.WriteLine("== session $number")
    $null = Start-Transcript -LiteralPath "$prefix.transcript.txt"
    $VerbosePreference = $DebugPreference = 'Continue'
    & "$prefix.session.ps1"
    $VerbosePreference = $DebugPreference = 'SilentlyContinue'
    $null = Stop-Transcript
    Disconnect-SunoApi
    Remove-Item Env:SUNO_API_*
    $Error.Clear()
    $VerbosePreference = $DebugPreference = 'Continue'
    & "$prefix.session.ps1" *>&1 | Out-String -Width 4096 | Set-Content -LiteralPath "$prefix.streams.txt"
    $VerbosePreference = $DebugPreference = 'SilentlyContinue'
    Write-Dump *>&1 | Out-String -Width 4096 | Set-Content -LiteralPath "$prefix.errors.txt"
    @($Error) | Export-Clixml -LiteralPath "$prefix.errors.xml" -Depth 3
    Disconnect-SunoApi
    Remove-Item Env:SUNO_API_*
}

'all sessions have ended'
'@

        function Find-Leak {
            # Finds keys, with their form and context.
            param([Collections.IDictionary] $Text, [string[]] $Key)

            foreach ($name in $Text.Keys) {
                foreach ($secret in $Key) {
                    foreach ($form in Find-TestSecret -Text "$($Text[$name])" -Key $secret) {
                        $at = "$($Text[$name])".IndexOf($secret.Substring(0, 12), [StringComparison]::OrdinalIgnoreCase)
                        $amid = $at -lt 0 ? '' : "$($Text[$name])".Substring([math]::Max(0, $at - 40)).Split("`n")[0]
                        "$form in ${name}: $($amid.Substring(0, [math]::Min($amid.Length, 120)))"
                    }
                }
            }
        }
    }

    Context 'A key typed as plain text' -ForEach @(@{ Sessions = $sessions }) {
        BeforeAll {
            # Runs the lines of all sessions in a new PowerShell: once in the host with a transcript, and once with all
            # streams captured. One process for all, because starting one takes longer than most sessions.
            $texts = for ($i = 0; $i -lt $Sessions.Count; $i++) {
                $text = Expand-Word ($Sessions[$i].Lines -join "`n") ($i + 1)
                "'$($text.Replace("'", "''"))'"
            }
            $run = Invoke-TestPowerShell -Script "`$sessions = @(`n$($texts -join "`n")`n)`n$sessionScript"
            if ($run.Output -notmatch 'all sessions have ended') {
                throw "The sessions broke off: $($run.Output)$($run.Error)"
            }

            $output, $errorText = ($run.Output, $run.Error).ForEach({ , ($_ -split '(?m)^== session \d+\r?\n') })
            # The traces of each session, by name.
            $remains = for ($i = 0; $i -lt $Sessions.Count; $i++) {
                $left = [ordered]@{ 'standard output' = $output[$i + 1]; 'standard error' = $errorText[$i + 1] }
                foreach ($name in 'transcript.txt', 'streams.txt', 'errors.txt', 'errors.xml') {
                    $left[$name] = Get-Content -LiteralPath (Join-Path $run.Folder "$i.$name") -Raw
                }

                $left
            }
        }

        It 'is found nowhere after <Case>' -ForEach $sessions {
            $index = $Sessions.Case.IndexOf($Case)
            $left = $remains[$index]

            $all = $left.Values -join "`n"
            foreach ($pattern in $Expect) {
                $all -match (Expand-Word $pattern ($index + 1)) |
                    Should -BeTrue -Because "what is left of the session has to show '$pattern'"
            }

            Find-Leak $left -Key $gateway.ApiKey, (Get-OtherKey ($index + 1)) | Should -BeNullOrEmpty
        }
    }

    It 'A key in a saved error is not in the error of its file' {
        Reset-TestGateway $gateway
        Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey
        $file = Join-Path (New-TestFolder) 'saved.json'
        @{ code = 500; msg = "no channel for $($gateway.ApiKey) today" } | ConvertTo-Json |
            Set-Content -LiteralPath $file
        ConvertFrom-SunoJson -Path $file -ErrorVariable failed -ErrorAction SilentlyContinue

        "$failed" | Should -Match 'no channel for \*\*\* today'
        Find-Leak @{ 'Format-List' = $failed | Format-List -Property * -Force | Out-String -Width 4096 } `
            -Key $gateway.ApiKey | Should -BeNullOrEmpty
    }

    It 'A key is in no error after hundreds of others, if it is that of the environment or in use' {
        $env:SUNO_API_KEY = 'sk-environment-0123456789'
        foreach ($number in 1..300) {
            Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey "sk-tenant-$number-0123456789"
            Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey
        }

        @{ message = "$($env:SUNO_API_KEY) $($gateway.ApiKey)" } | ConvertTo-Json |
            ConvertFrom-SunoJson -ErrorVariable failed -ErrorAction SilentlyContinue
        $env:SUNO_API_KEY = $null

        "$failed" | Should -Match ': \*\*\* \*\*\*'
    }

    Context 'What is kept of a session' {
        BeforeEach {
            Reset-TestGateway $gateway
            $connection = Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey -PassThru
            $tasks = @(Get-SunoTaskBatch (Get-TestTaskId Music 1), (Get-TestTaskId Lyrics 1))
            Get-SunoTask (Get-TestTaskId Unknown 1) -ErrorVariable failed -ErrorAction SilentlyContinue
            $kept = @{
                connection = $connection; task = $tasks[0]; clip = $tasks[0].Clips[0]; lyrics = $tasks[1].Lyrics
                error = $failed[0]
            }
        }

        It 'is without the key: the <_>' -ForEach 'connection', 'task', 'clip', 'lyrics', 'error' {
            $object = $kept[$_]
            $file = Join-Path (New-TestFolder) 'kept.xml'
            $object | Export-Clixml -LiteralPath $file -Depth 3
            $text = [ordered]@{
                'text'               = "$object"
                'default view'       = $object | Out-String -Width 4096
                'Format-List'        = $object | Format-List -Property * -Force | Out-String -Width 4096
                'Format-Custom'      = $object | Format-Custom -Depth 3 | Out-String -Width 4096
                'Get-Member'         = $object | Get-Member -Force | Out-String -Width 4096
                'ConvertTo-Json'     = $object | ConvertTo-Json -Depth 3 -WarningAction SilentlyContinue
                'ConvertTo-Csv'      = $object | ConvertTo-Csv | Out-String
                'ConvertTo-Xml'      = ($object | ConvertTo-Xml -Depth 3).OuterXml
                'Export-Clixml'      = Get-Content -LiteralPath $file -Raw
                'the adapted object' = $object.PSObject.Properties | Format-List -Property * -Force |
                    Out-String -Width 4096
                'the bare object'    = $object.PSBase | Get-Member -Force | Out-String -Width 4096
                'Get-Variable' = Get-Variable -Name object | Format-List -Property * -Force | Out-String -Width 4096
            }

            foreach ($name in $text.Keys) {
                $text[$name] | Should -Not -BeNullOrEmpty -Because "$name prints something"
            }

            Find-Leak $text -Key $gateway.ApiKey | Should -BeNullOrEmpty
        }
    }
}
