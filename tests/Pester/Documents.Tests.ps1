#Requires -Version 7.4

# Compares the documents of the repository with its content. Examples.Tests.ps1 runs their PowerShell blocks.

BeforeDiscovery {
    $root = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..'))
    $documents = Get-Item -Path (Join-Path $root '*.md'), (Join-Path $root 'docs' '*.md'),
        (Join-Path $root 'src' 'SunoPS' 'en-US' '*.md') |
        ForEach-Object {
            @{ Document = [IO.Path]::GetRelativePath($root, $_.FullName).Replace('\', '/'); Path = $_.FullName }
        }

    # The commands in shell blocks cannot run in a test that they would start. The files that run them instead.
    $commands = @{
        'dotnet build'                                      = '.ci/run'
        'dotnet test'                                       = '.ci/run'
        'dotnet run --project tests/SunoPS.Demo'            = 'tests/Pester/Documents.Tests.ps1'
        'dotnet run --project tests/SunoPS.Gateway'         = 'tests/Pester/Gateway.Tests.ps1'
        './build.ps1 Package'                               = 'tests/Pester/Package.Tests.ps1'
        './build.ps1 Benchmark'                             = 'docs/benchmarks.md'
        './build.ps1 Test -Windows'                         = 'docs/platforms.md'
        # With trailing arguments.
        'dotnet test tests/SunoPS.Client.Tests'             = '.ci/run'
        'dotnet test tests/Pester'                          = '.ci/run'
        'SUNOPS_WRITE_DOCS=1 dotnet test'                   = '.ci/run'
        'SUNOPS_TEST_PLATFORMS=1 dotnet test'               = '.ci/run'
        'SUNOPS_PWSH=~/powershell-7.4/pwsh dotnet test'     = 'docs/platforms.md'
        'dotnet run -c Release --project tests/SunoPS.Soak' = 'docs/soak.md'
        'dotnet tool restore'                               = '.ci/run'
        'dotnet pwsh -NoProfile -Command'                   = '.ci/run'
        'dotnet pwsh -File tests/Start-Fuzzing.ps1'         = 'tests/Start-Fuzzing.ps1'
        'dotnet pwsh -File tests/Measure-Mutants.ps1'       = 'tests/Measure-Mutants.ps1'
    }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
    $root = Get-TestRepositoryRoot
    $readme = Get-Content -LiteralPath (Join-Path $root 'README.md') -Raw

    function Get-RelativeLink {
        # The local link targets of a page.
        param([string] $Text)

        $prose = [regex]::Replace($Text, '(?ms)^```.*?^```|`[^`]*`', '')
        [regex]::Matches($prose, '\]\((?!\w+:)([^)\s]+)\)').ForEach({ $_.Groups[1].Value })
    }

    function Get-Anchor {
        # The anchors of headings on GitHub.
        param([string] $Text)

        $prose = [regex]::Replace($Text, '(?ms)^```.*?^```', '')
        [regex]::Matches($prose, '(?m)^#+ (.+?)\r?$').ForEach({
                $_.Groups[1].Value.ToLowerInvariant() -replace '[^\w\- ]' -replace ' ', '-'
            })
    }

    function Get-TableRow {
        # The cells of each row of the table below a heading.
        param([string] $Text, [string] $Heading)

        $section = [regex]::Match($Text, "(?ms)^## $Heading\r?\n(.*?)(?=^## |\z)").Groups[1].Value
        foreach ($line in $section -split '\r?\n' -match '^\| ' | Select-Object -Skip 2) {
            , @($line.Trim('|', ' ') -split ' \| ')
        }
    }
}

Describe 'The document <Document>' -ForEach $documents {
    BeforeAll {
        $text = Get-Content -LiteralPath $Path -Raw
    }

    It 'links to files and headings that exist' {
        foreach ($link in Get-RelativeLink $text) {
            $file, $anchor = $link -split '#', 2
            $target = $file ? (Join-Path (Split-Path -Parent $Path) $file) : $Path
            $target | Should -Exist -Because "$Document links to $link"
            if ($anchor) {
                Get-Anchor (Get-Content -LiteralPath $target -Raw) |
                    Should -Contain $anchor -Because "$Document links to $link"
            }
        }
    }

    It 'names the language of every block' {
        $open = $false
        $fences = foreach ($line in $text -split '\r?\n' -match '^\s*```') {
            $open = -not $open
            # Quoted, because a single empty name would count as nothing.
            if ($open) { "'$($line.Trim().Substring(3))'" }
        }

        $open | Should -BeFalse
        $fences | Where-Object { $_ -cnotin "'powershell'", "'text'", "'json'", "'csharp'", "'mermaid'", "'sh'" } |
            Should -BeNullOrEmpty
    }

    It 'has no mark of a merge' {
        $text | Should -Not -Match '(?m)^(<{7}|>{7}) '
    }

    It 'names files of the repository that are there' {
        $names = [regex]::Matches($text, '`((?:src|tests|docs|\.ci|\.config)/[\w./-]+)`').ForEach(
            { $_.Groups[1].Value }) | Select-Object -Unique

        $names | Where-Object { -not (Test-Path -LiteralPath (Join-Path $root $_)) } | Should -BeNullOrEmpty
    }

    It 'has no command that nothing runs' -ForEach @(@{ Known = $commands }) {
        $blocks = [regex]::Matches($text, '(?ms)^```sh\r?\n(.*?)^```').ForEach({ $_.Groups[1].Value }) +
            [regex]::Matches($text, '(?m)^    (.+)$').ForEach({ $_.Groups[1].Value })
        $found = $blocks.ForEach({ $_ -split '\r?\n' }) -match '^(SUNOPS_\w+=\S+ )?(dotnet|pwsh|\./build\.ps1) '

        foreach ($line in $found) {
            $run = $Known.Keys.Where({ $line -eq $_ -or $line.StartsWith($_) })
            $run | Should -Not -BeNullOrEmpty -Because "something should run '$line'"
            $run.ForEach({ Join-Path $root $Known[$_] }) | Should -Exist
        }
    }
}

Describe 'The README' {
    It 'has the gateways that are known by name, as their rows say' {
        $rows = Get-TableRow $readme 'Gateways'

        $rows.Count | Should -Be ([SunoPS.SunoGateway]::Known.Count + 2)
        foreach ($gateway in [SunoPS.SunoGateway]::Known) {
            $row = $rows.Where({ $_[1] -eq "``-Gateway $($gateway.Name)``" })[0]
            $row[2] | Should -BeExactly ($gateway.AuthenticationScheme -eq 'Bearer' ? 'Bearer' : 'bare')
            $row[3] | Should -Match "^$($gateway.BatchMethod)\b"
            $row[3] -match 'action' | Should -Be ($null -ne $gateway.DefaultAction)
        }
    }

    It 'names the tasks of build.ps1' {
        $tasks = (Get-Command (Join-Path $root 'build.ps1')).Parameters['Task'].Attributes.Where(
            { $_ -is [ValidateSet] }).ValidValues
        $sentence = [regex]::Match($readme, '(?s)`\./build\.ps1` names .*?\swith\s`-Configuration').Value

        [regex]::Matches($sentence, '`([A-Z]\w+)`').ForEach({ $_.Groups[1].Value }) | Should -Be $tasks
    }

    It 'has at most 200 lines' {
        ($readme -split '\n').Count | Should -BeLessOrEqual 201
    }

    It 'leaves to docs/architecture.md every package that is used and does not ship' {
        [xml] $packages = Get-Content -LiteralPath (Join-Path $root 'Directory.Packages.props') -Raw
        $page = Get-Content -LiteralPath (Join-Path $root 'docs' 'architecture.md') -Raw
        $notes = [regex]::Match($page, '(?ms)^## Dependencies\r?\n(.*?)^## ').Groups[1].Value

        # Shipped packages are in THIRD-PARTY-NOTICES.txt.
        foreach (
            $package in $packages.SelectNodes('//ItemGroup[not(starts-with(@Label, "Shipped"))]/PackageVersion').Include
        ) {
            # The runner and the analyzers of xunit count as xunit.
            $notes | Should -Match "\b$([regex]::Escape(($package -split '\.(v3|runner)')[0]))\b"
        }
    }

    It 'has the limits that the client has' {
        $limits = [regex]::Match($readme, '(?ms)^## Limits\r?\n(.*?)^## ').Groups[1].Value

        $limits |
            Should -Match ([regex]::Escape("$([SunoPS.SunoConnectionOptions]::new().MaximumResponseBytes / 1MB) MiB"))
        Get-SunoTask ('x' * 257) -Connection (
            Connect-SunoApi -Gateway XSee -ApiKey $(ConvertTo-SecureString 'sk-none' -AsPlainText -Force) -PassThru
        ) -ErrorAction SilentlyContinue -ErrorVariable failed
        $limits | Should -Match ([regex]::Match("$($failed[0])", '1 to \d+ characters').Value)
    }
}

Describe 'The changelog' {
    BeforeAll {
        $changelog = Get-Content -LiteralPath (Join-Path $root 'CHANGELOG.md') -Raw
    }

    It 'names every cmdlet' {
        foreach ($name in (Get-TestManifest).CmdletsToExport) {
            $changelog | Should -Match "``$name``"
        }
    }

    It 'has a heading for what is not released or for the version of the manifest' {
        $version = (Get-TestManifest).ModuleVersion

        [regex]::Match($changelog, '(?m)^## \[(.+?)\]').Groups[1].Value | Should -BeIn @('Unreleased', $version)
        $changelog -split '\r?\n' -match '^### ' |
            Should -BeIn @('### Added', '### Changed', '### Deprecated', '### Removed', '### Fixed', '### Security')
    }
}

Describe 'The demo' {
    BeforeAll {
        $program = Get-Item -Path (Join-Path $root 'tests' 'SunoPS.Demo' 'bin' '*' 'net10.0' 'SunoPS.Demo.dll') |
            Sort-Object -Property LastWriteTimeUtc | Select-Object -Last 1
    }

    BeforeEach {
        if (-not (Get-Command -Name dotnet -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because '.NET is missing here, as it is under Wine'
        }
    }

    It 'of the README does the main job, and writes the files that it promises' {
        $output = Join-Path (New-TestFolder) 'demo'

        $said = dotnet exec $program --output $output 2>&1 | Out-String

        $LASTEXITCODE | Should -Be 0 -Because $said
        $said | Should -Match 'PS> .*Get-SunoTaskBatch'
        @(Import-Csv -LiteralPath (Join-Path $output 'tasks.csv')).Count | Should -BeGreaterThan 100
        @(Import-Csv -LiteralPath (Join-Path $output 'clips.csv')).Count | Should -BeGreaterThan 100
        Get-ChildItem -LiteralPath (Join-Path $output 'songs') -Filter *.mp3 | Should -Not -BeNullOrEmpty
    }
}
