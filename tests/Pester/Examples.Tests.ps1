#Requires -Version 7.4

# Runs every PowerShell block of the help pages, of the documents in the root, and of docs. Examples.psd1 has settings
# for single blocks.

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'ExampleSupport.psm1') -Force
    $root = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..'))
    $special = Import-PowerShellDataFile -LiteralPath (Join-Path $PSScriptRoot 'Examples.psd1')
    $examples = @(
        Get-Item -Path (Join-Path $root '*.md'), (Join-Path $root 'src' 'SunoPS' 'en-US' '*.md'),
            (Join-Path $root 'docs' '*.md') |
            ForEach-Object { Get-DocumentedExample -Path $_.FullName } |
            ForEach-Object { @{ Name = $_.Name; Example = $_; Special = $special[$_.Name] ?? @{} } }
    )
    # Other tests run some of them.
    $others = @($examples | Where-Object { $_.Special['RunBy'] })
    $examples = @($examples | Where-Object { -not $_.Special['RunBy'] })
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
    Import-Module (Join-Path $PSScriptRoot 'ExampleSupport.psm1') -Force
    $canUseTls = Test-TestTlsSupport
    $gateway = Start-TestGateway -Proxy:$canUseTls
    $modulePath = Get-TestModulePath
    $modulePaths = $env:PSModulePath
    $env:PSModulePath = (Split-Path -Parent (Split-Path -Parent $modulePath)) + [IO.Path]::PathSeparator +
        $env:PSModulePath

    # The prerequisites of the pages: ids in variables and files, fetched tasks, saved JSON.
    $variables = @{
        baseUri      = $gateway.BaseUri
        ids          = @(Get-TestTaskId Music 1, 2, 3; Get-TestTaskId Failed 1)
        id           = Get-TestTaskId Music 1
        modulePath   = $modulePath
        unknownId    = Get-TestTaskId Unknown 1
        unfinishedId = Get-TestTaskId Progressing 1
        lyricsIds    = @(Get-TestTaskId Lyrics 1, 2)
        answers      = @(Get-TestTaskId Music 1; Get-TestTaskId Failed 1).ForEach({
                (
                    Invoke-WebRequest "$($gateway.BaseUri)/suno/fetch/$_" `
                        -Headers @{ Authorization = $gateway.ApiKey } -NoProxy -Verbose:$false
                ).Content
            })
    }
    $preparation = {
        $ids | Set-Content ids.txt
        $ids | Select-Object @{ Name = 'TaskId'; Expression = { $_ } } | Export-Csv ids.csv
        $answers[0] | Set-Content answer.json
        $answers | Set-Content webhook.jsonl
        'Name,Album,Description', 'calm,A,a calm song' | Set-Content songs.csv
        'TaskId,ClipId,Title,Choice,Note,File,AudioUrl,Name,Album',
        "$id,$($id -replace '-4000-', '-4002-'),Calm,x,,A/calm 02.mp3,,calm,A" | Set-Content choice.csv
        $body = ($answers[0] | ConvertFrom-Json).data | ConvertTo-Json -Depth 9 -Compress
        if ((Get-Module SunoPS) -and (Get-SunoConnection)) {
            $tasks = Get-SunoTaskBatch ($ids + $unfinishedId)
        }
    }

    function ConvertTo-TimelessText {
        # Times are in the zone of the machine.
        param([string] $Text)

        $timeless = $Text -replace '\d\d-\d\d \d\d:\d\d|(?<!\S)\d{4}-\d\d-\d\d ', 'MM-dd HH:mm'
        ($timeless -split '\r?\n').TrimEnd().Where({ $_ }) -join "`n"
    }
}

AfterAll {
    $env:PSModulePath = $modulePaths
}

Describe 'The example' {
    AfterEach {
        Clear-TestEnvironment
    }

    It '<Name>' -ForEach $examples {
        if (-not $canUseTls) {
            Set-ItResult -Skipped -Because 'this system cannot make the key of a certificate (Wine cannot)'
        }

        Reset-TestGateway $gateway
        # What is submitted is done when it is asked for.
        $null = Invoke-TestGatewayControl $gateway Post 'submissions' @{ steps = 0 }
        foreach ($text in ($Special['Replace'] ?? @{}).GetEnumerator()) {
            $Example.Code | Should -Match ([regex]::Escape($text.Key))
            $Example.Code = $Example.Code.Replace($text.Key, $text.Value)
        }

        $inRepository = $Special['Location'] -eq 'Repository'
        $location = $inRepository ? (Get-TestRepositoryRoot) : (New-TestFolder)
        $env:SUNO_JOURNAL = New-TestFolder
        $result = Invoke-DocumentedExample -Example $Example -Gateway $gateway -ModulePath $modulePath `
            -Location $location -Variable $variables -Setup ($inRepository ? '' : "$preparation`n$($Special['Setup'])")

        $errorIds = @($result.Errors | ForEach-Object { $_.FullyQualifiedErrorId.Split(',')[0] })
        $errorIds | Should -Be @($Special['Errors'] ?? @()) -Because "of these errors: $($result.Errors)"
        if ($result.Promise.Output -or $Special.ContainsKey('Output')) {
            $result.Text.Trim() | Should -Match ($Special['Output'] ?? '\S')
        }

        if ($Example.Shown) {
            ConvertTo-TimelessText $result.Text | Should -BeExactly (ConvertTo-TimelessText $Example.Shown)
        }

        foreach ($file in $result.Promise.Files) {
            $path = Join-Path $location $file
            $path | Should -Exist
            $rows = $file -like '*.csv' ? @(Import-Csv -LiteralPath $path) : @(Get-Content -LiteralPath $path)
            $rows.Count | Should -BeGreaterThan 0 -Because "$file should have rows"
        }

        $result.ConnectionWorks | Should -Not -Contain $false -Because 'the connection that it makes should serve'
    }
}

Describe 'The search for examples' {
    It 'finds some in every help page, each with a name of its own' -ForEach @(@{ Found = $examples }) {
        $files = $Found.Example.File | Select-Object -Unique

        Get-ChildItem -LiteralPath (Join-Path (Get-TestRepositoryRoot) 'src' 'SunoPS' 'en-US') -Filter *.md |
            ForEach-Object { $files | Should -Contain $_.Name }
        $files | Should -Contain 'README.md'
        $Found.Name | Group-Object | Where-Object Count -GT 1 | Should -BeNullOrEmpty
    }

    It 'finds every one that Examples.psd1 names' -ForEach @(@{ Found = $examples + $others }) {
        (Import-PowerShellDataFile -LiteralPath (Join-Path $PSScriptRoot 'Examples.psd1')).Keys |
            ForEach-Object { $Found.Name | Should -Contain $_ }
    }

    It 'leaves <Name> to a test that runs it' -ForEach $others {
        $path = Join-Path $PSScriptRoot $Special.RunBy
        $commands = [regex]::Matches($Example.Code, '(?m)^(?:\./)?([A-Z]\w+-\w+)').ForEach({ $_.Groups[1].Value })

        $path | Should -Exist
        (Get-Content -LiteralPath $path -Raw) -match ($commands -join '|') | Should -BeTrue
    }
}
