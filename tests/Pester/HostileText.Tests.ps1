#Requires -Version 7.4

BeforeDiscovery {
    # The commands, with {BAD} for the key and every control and bidirectional character. Output is discarded; only
    # messages of the commands remain.
    $id = '5f3a0001-0000-4000-8000-00000000000'
    $fetches = @(
        "Get-SunoTask ${id}1", "Get-SunoTaskBatch ${id}1", "Wait-SunoTask ${id}1 -TimeoutSec 1 -PollingIntervalSec 1"
        'Test-SunoConnection -OutVariable test; $test.Reason'
        'Submit-SunoLyrics -Prompt "rain {BAD}" -Name "name {BAD}"'
        'Submit-SunoMusic -Description "song {BAD}"', 'Join-SunoClip -ClipId clip-1'
    )
    $cases = @(
        # After a 429, requests wait for each other.
        @{ Case = 'an error 429'; Fault = @{ kind = 'unsafeError'; status = 429 }; Lines = $fetches[0, 6] }
        foreach ($status in 200, 400, 401) {
            @{ Case = "an error $status"; Fault = @{ kind = 'unsafeError'; status = $status }; Lines = $fetches }
        }
        foreach ($kind in 'badStatusLine', 'badHeader', 'badChunk', 'redirectWithKey') {
            @{ Case = $kind; Fault = @{ kind = $kind }; Lines = $fetches }
        }
        @{
            Case = 'every text of a task'; Fault = @{ kind = 'unsafeText' }
            Lines = @(
                "Get-SunoTask ${id}1, ${id}2 | Save-SunoClip a -Media Audio, Video, Image, Lyrics -Metadata -WhatIf"
                "Wait-SunoTask ${id}1 -ExpandClip", "Get-SunoTaskBatch ${id}1 | Wait-SunoTask"
            )
        }
        @{
            Case = 'what is typed'; Fault = $null
            Lines = @(
                'Get-SunoTask "id {BAD}"', '"id {BAD}" | Get-SunoTaskBatch', 'Wait-SunoTask "id {BAD}" -TimeoutSec 1'
                'Submit-SunoMusic -Description "song {BAD}" -Name "n {BAD}" -WhatIf'
                'Submit-SunoMusic -Lyrics "la {BAD}" -Title "t {BAD}" -Tag "tag {BAD}" -NotifyHook "hook {BAD}"'
                'Submit-SunoMusic -Lyrics "la {BAD}" -Title "t {BAD}" -Tag "tag {BAD}" -WhatIf'
                'Submit-SunoLyrics -Prompt "rain {BAD}" -WhatIf', 'Join-SunoClip -ClipId "clip {BAD}" -WhatIf'
                'Join-SunoClip -ClipId "clip {BAD}"', 'Connect-SunoApi -Gateway "row {BAD}" -ApiKey $Key'
                'Connect-SunoApi -BaseUri "http://{BAD}" -ApiKey $key', '"{BAD}" | ConvertFrom-SunoJson'
                'ConvertFrom-SunoJson (@{ code = "x {BAD}"; message = "m {BAD}" } | ConvertTo-Json)'
            )
        }
        @{
            Case = 'every text of a clip'; Fault = $null
            Lines = @(
                '$clip = @{ ClipId = "c {BAD}"; TaskId = "t {BAD}"; Title = "t {BAD}"; Status = "s {BAD}" }'
                '$clip.ErrorMessage = "e {BAD}"; $clip.Tags = "g {BAD}"; $clip.ModelName = "m {BAD}"'
                '[pscustomobject] $clip | Save-SunoClip b'
                'foreach ($url in "{BAD}", "https://host.invalid/{BAD}", "ftp://{BAD}", "$base/_media/{BAD}.mp3",'
                '    "$base/_gateway/{BAD}", "https://$key.invalid/a.mp3") {'
                '    [pscustomobject] ($clip + @{ AudioUrl = $url; VideoUrl = $url }) |'
                '        Save-SunoClip b -Media Audio, Video -Metadata'
                '    [pscustomobject] ($clip + @{ AudioUrl = $url }) | Save-SunoClip b -WhatIf'
                '}'
                '$clip.AudioUrl = "$base/_media/c-1.mp3"; $clip.Title = "t $key"; $clip.ClipId = "c $key"'
                '1..2 | ForEach-Object { [pscustomobject] $clip | Save-SunoClip b }'
                '[pscustomobject] $clip | Save-SunoClip -Path "b/{BAD}" -FileName "{{Title}} {BAD}"'
            )
        }
    )
}

Describe 'Hostile text' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
        $gateway = Start-TestGateway
        $unsafe = -join [char[]] @(0..31; 127..159; 0x061C, 0x200E, 0x200F; 0x202A..0x202E; 0x2066..0x2069)

        # Runs lines, and returns all their messages: every stream, and every part of every error.
        $say = {
            param($Base, $Key, $Folder, $Lines, $Retries)

            Set-Location $Folder
            $env:SUNO_JOURNAL = $Folder
            $bad = -join [char[]] @(0..31; 127..159; 0x061C, 0x200E, 0x200F; 0x202A..0x202E; 0x2066..0x2069)
            $bad += " Bearer $Key"
            Connect-SunoApi -BaseUri $Base -ApiKey $Key -MaximumRetryCount $Retries -RetryIntervalSec 1
            $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
            $ErrorActionPreference = 'Continue'
            $Error.Clear()
            # Only the transcript contains the messages of -WhatIf.
            $hasTranscript = $Lines -match '-WhatIf'
            if ($hasTranscript) {
                $null = Start-Transcript -LiteralPath said.txt
            }

            & { . ([scriptblock]::Create($Lines.Replace('{BAD}', '$bad'))) } *>&1 | ForEach-Object {
                switch ($_) {
                    { $_ -is [string] } { $_ }
                    { $_ -is [Management.Automation.InformationalRecord] } {
                        "$($_.GetType().Name.Replace('Record', '').ToUpper()): $($_.Message)"
                    }
                    { $_ -is [Management.Automation.InformationRecord] } { "$($_.MessageData)" }
                }
            }

            if ($hasTranscript) {
                $null = Stop-Transcript
                [IO.File]::ReadAllText((Join-Path $Folder said.txt))
            }

            # All parts of an error except its target object.
            foreach ($record in $Error) {
                foreach ($view in 'ConciseView', 'NormalView') {
                    $ErrorView = $view
                    $record | Out-String
                }

                "details: $($record.ErrorDetails)"
                "category: $($record.CategoryInfo)"
                for ($exception = $record.Exception; $exception; $exception = $exception.InnerException) {
                    $exception | Select-Object Message, Code, GatewayMessage, RequestId | Format-List |
                        Out-String -Width 9999
                }
            }

            "errors: $($Error.Count)"
        }

        function Get-Harm {
            # The lines of a text with the key, or with a character that a terminal interprets.
            param([AllowEmptyString()] [string] $Text)

            foreach ($line in $Text -split '\r?\n') {
                $hasUnsafe = $line.IndexOfAny($unsafe.ToCharArray()) -ge 0
                if ($hasUnsafe -or (Find-TestSecret $line $gateway.ApiKey)) {
                    $line -replace '[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u206F]', '?'
                }
            }
        }
    }

    It 'does no harm in messages of a command: <Case>' -ForEach $cases {
        Reset-TestGateway $gateway
        if ($Fault) {
            Add-TestGatewayFault $gateway $Fault
        }

        # In a separate runspace, with its own preferences and errors.
        $output = (Invoke-TestRunspace -Script $say -Parameter @{
                Base = $gateway.BaseUri; Key = $gateway.ApiKey; Folder = New-TestFolder; Lines = $Lines -join "`n"
                Retries = $Fault ? 1 : 0
            }).Output -join "`n"

        # Without messages, the test would find nothing.
        if ($Fault) {
            $output | Should -Match 'VERBOSE: '
        }

        if ($Lines -match '-WhatIf') {
            $output | Should -Match 'What if: '
        }

        Get-Harm $output | Should -BeNullOrEmpty
        if ($Case -ne 'every text of a task') {
            $output | Should -Match 'errors: [1-9]'
        }
    }

    It 'does no harm in the text of an object or of an error of any kind, nor in Format-Custom' {
        $music = @{ id = "c$unsafe"; title = "t$unsafe"; status = 'complete'; audio_url = "u$unsafe" }
        $lyrics = @{ id = "l$unsafe"; title = "t$unsafe"; text = "x$unsafe"; status = 'complete' }
        $tasks = @(
            @{ code = 'success'; data = @{ task_id = "a$unsafe"; status = 'SUCCESS'; data = @($music) } }
            @{ code = 'success'; data = @{ task_id = "b$unsafe"; status = 'SUCCESS'; data = $lyrics } }
        ) | ForEach-Object { $_ | ConvertTo-Json -Depth 5 | ConvertFrom-SunoJson }
        $parts = @($tasks) + $tasks[0].Clips[0] + $tasks[1].Lyrics

        foreach ($part in $parts) {
            "$part".IndexOfAny($unsafe.ToCharArray()) | Should -Be -1
        }

        "$($tasks[0].Clips)".IndexOfAny($unsafe.ToCharArray()) | Should -Be -1
        $shown = ($parts | ForEach-Object { $_ | Format-Custom | Out-String -Width 9999 }) -join "`n"
        $shown | Should -Match 'AudioUrl : u'
        Get-Harm $shown | Should -BeNullOrEmpty
        foreach ($kind in [enum]::GetValues([SunoPS.SunoErrorKind])) {
            [SunoPS.SunoApiException]::new($kind, "what${unsafe}happened").Message | Should -BeExactly 'what happened'
        }
    }

    It 'does no harm in a progress bar' {
        Reset-TestGateway $gateway
        Add-TestGatewayFault $gateway @{ kind = 'unsafeText' }
        $parameter = @{ Base = $gateway.BaseUri; Key = $gateway.ApiKey; Id = Get-TestTaskId Progressing 1 }
        $bars = (Invoke-TestRunspace -Parameter $parameter -Script @'
param($Base, $Key, $Id)
Connect-SunoApi -BaseUri $Base -ApiKey $Key
Wait-SunoTask $Id -TimeoutSec 2 -PollingIntervalSec 1 -ErrorAction SilentlyContinue
'@).Progress | ForEach-Object { "$($_.Activity) $($_.StatusDescription) $($_.CurrentOperation)" }

        $bars | Should -Not -BeNullOrEmpty
        Get-Harm ($bars -join "`n") | Should -BeNullOrEmpty
    }
}
