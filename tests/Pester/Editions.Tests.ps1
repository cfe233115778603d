#Requires -Version 7.4

# Tests of the build for Windows PowerShell 5.1 that run on all systems, with its smoke script in PowerShell 7, and of
# both builds beside other modules.

BeforeAll {
    . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
    $moduleFolder = Split-Path -Parent (Get-TestModulePath)
    $desktop = Copy-TestDesktopModule
    $gateway = Start-TestGateway
}

Describe 'The views and the types' {
    It 'have no syntax that Windows PowerShell 5.1 lacks' {
        $blocks = foreach ($file in 'SunoPS.Format.ps1xml', 'SunoPS.Types.ps1xml') {
            ([xml](Get-Content -LiteralPath (Join-Path $moduleFolder $file) -Raw)).SelectNodes('//ScriptBlock') |
                ForEach-Object InnerText
        }

        $blocks.Count | Should -BeGreaterThan 10
        foreach ($block in $blocks) {
            Find-TestNewerSyntax $block | Should -BeNullOrEmpty -Because "Windows PowerShell reads '$block' too"
        }
    }
}

Describe 'The build for Windows PowerShell' {
    BeforeAll {
        $script = @'
$ids = 0..249 | ForEach-Object { '5f3a0001-0000-4000-8000-{0:x12}' -f $_ }
$ids | Get-SunoTaskBatch | Export-Csv (Join-Path $PSScriptRoot tasks.csv)
Get-SunoTaskBatch $ids -ExpandClip | Export-Csv (Join-Path $PSScriptRoot clips.csv)
Get-SunoTask ba46ad15-07ce-41a6-b68d-196321dc00d5 | ConvertTo-Json -Depth 4
Get-SunoTaskBatch 5f3a00ff-0000-4000-8000-000000000000 -ErrorAction SilentlyContinue -ErrorVariable failed
"$($failed.FullyQualifiedErrorId) $($failed.TargetObject): $failed"
Get-SunoTask $ids[0], 5f3a0003-0000-4000-8000-000000000000 | Wait-SunoTask | Format-Table | Out-String -Width 120
(Get-SunoTask 5f3a0002-0000-4000-8000-000000000000).Lyrics | Out-String
Test-SunoConnection -Quiet
Get-Command -Module SunoPS |
    ForEach-Object { "$($_.Name): $($_.Parameters.Values.ForEach({ "$($_.Name) $($_.ParameterType)" }) -join ', ')" }
[SunoPS.SunoTask].Assembly.Location | Set-Content (Join-Path $PSScriptRoot location.txt)
'@
        $expected = Invoke-TestPowerShell $script -Gateway $gateway
        $actual = Invoke-TestPowerShell $script @{ SUNOPS_TEST_MODULE = $desktop } -Gateway $gateway
    }

    It 'does the main job as the other one does, to the byte, with the same cmdlets and parameters' {
        $actual.Error | Should -BeNullOrEmpty
        $actual.Output | Should -BeExactly $expected.Output
        $actual.Output | Should -Match 'TaskNotFound,SunoPS'
        $actual.Output | Should -Match 'Get-SunoTaskBatch: Action string'
        foreach ($file in 'tasks.csv', 'clips.csv') {
            $rows = Get-Content -LiteralPath (Join-Path $actual.Folder $file)
            $rows.Count | Should -BeGreaterThan 250
            $rows | Should -Be (Get-Content -LiteralPath (Join-Path $expected.Folder $file))
        }

        Get-Content (Join-Path $expected.Folder 'location.txt') | Should -BeLike '*net8.0*'
        Get-Content (Join-Path $actual.Folder 'location.txt') | Should -BeLike '*netstandard2.0*'
    }

    It 'fetches tasks one by one from a gateway with batches by GET, if the runtime sends no body with a GET' {
        Reset-TestGateway $gateway
        $result = Invoke-TestPowerShell -Gateway $gateway -Environment @{ SUNOPS_TEST_MODULE = $desktop } -Script @'
[SunoPS.SunoTask].Assembly.GetType('SunoPS.Transport').GetProperty('CanSendBodyWithGet').SetValue($null, $false)
Connect-SunoApi -BaseUri $env:ADDRESS -ApiKey $env:TEST_KEY -BatchMethod Get
0..29 | ForEach-Object { '5f3a0001-0000-4000-8000-{0:x12}' -f $_ } | Get-SunoTaskBatch | ForEach-Object TaskId
'@

        $ids = Get-TestTaskId Music (0..29)
        $result.Error | Should -BeNullOrEmpty
        $result.Output.Trim() -split '\r?\n' | Should -Be $ids
        $log = Get-TestGatewayLog $gateway
        $log.RawTarget | Sort-Object | Should -Be $ids.ForEach({ "/suno/fetch/$_" })
        $log.Method | Sort-Object -Unique | Should -Be 'GET'
        $log.Body | Where-Object { $_ } | Should -BeNullOrEmpty
    }
}

Describe 'The resolver for the assemblies of the build for Windows PowerShell' {
    BeforeAll {
        $result = Invoke-TestPowerShell -Environment @{ SUNOPS_TEST_MODULE = $desktop } -Script @'
Import-Module $env:SUNOPS_TEST_MODULE
$client = [SunoPS.SunoTask].Assembly
$resolver = $client.GetType().Assembly
$method = [SunoPS.Commands.DependencyResolver].GetMethod('Resolve', [Reflection.BindingFlags]'Static, NonPublic')
$resolve = { param($name, $by) $method.Invoke($null, @($name, $by)) }
$wanted = 'System.Text.Json, Version=4.0.1.2, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51'
$json = & $resolve $wanted $client
$commands = [SunoPS.Commands.GetSunoTaskCommand].Assembly
[ordered]@{
    folder    = Split-Path -Leaf (Split-Path $json.Location)
    version   = $json.GetName().Version.Major
    again     = [object]::ReferenceEquals($json, (& $resolve 'System.Text.Json' $commands))
    further   = (& $resolve 'System.Memory, Version=1.0.0.0' $json).GetName().Name
    unknown   = $null -eq (& $resolve 'Newtonsoft.Json' $client)
    own       = $null -eq (& $resolve 'SunoPS' $client)
    foreign   = $null -eq (& $resolve $wanted ([psobject].Assembly))
    runtime   = $null -eq (& $resolve $wanted ([Text.Json.JsonDocument].Assembly))
    nobody    = $null -eq (& $resolve $wanted $null)
} | ConvertTo-Json -Compress
'@
        $result.Error | Should -BeNullOrEmpty
        $found = $result.Output | ConvertFrom-Json
    }

    It 'finds them in their folder by simple name, each once, with any requested version, and answers nobody else' {
        $found.folder, $found.version | Should -Be 'dependencies', 10
        $found.again | Should -BeTrue
        $found.further | Should -Be 'System.Memory'
        $found.unknown, $found.own, $found.foreign, $found.runtime, $found.nobody | Should -Not -Contain $false
    }

    It 'is not in the build for PowerShell 7' {
        [SunoPS.Commands.GetSunoTaskCommand].Assembly.GetTypes().Name | Should -Not -Contain 'DependencyResolver'
    }
}

Describe 'A module with its own System.Text.Json <Version>' -ForEach @(
    @{ Version = '8.0.6' }, @{ Version = '10.0.14' }
) {
    BeforeAll {
        $assembly = Get-Item (Join-Path $PSScriptRoot "bin/*/net10.0/OtherVersions/$Version/System.Text.Json.dll") |
            Select-Object -First 1
        $other = New-TestFolder
        Copy-Item -Path (Join-Path $assembly.DirectoryName '*.dll') -Destination $other
        # Modules load another version in a separate load context; most load by name or by path.
        Set-Content -LiteralPath (Join-Path $other 'Other.psm1') -Value @'
$path = Join-Path $PSScriptRoot 'System.Text.Json.dll'
try { Add-Type -Path $path } catch { $null = $_ }
$context = [Runtime.Loader.AssemblyLoadContext]::new('Other')
foreach ($file in Get-Item (Join-Path $PSScriptRoot '*.dll')) {
    $null = $context.LoadFromAssemblyPath($file.FullName)
}
$own = $context.LoadFromAssemblyPath($path)
function Get-OtherVersion { [Diagnostics.FileVersionInfo]::GetVersionInfo($own.Location).FileVersion }
function ConvertTo-OtherJson {
    $writer = $own.GetType('System.Text.Json.JsonSerializer').GetMethods().Where({
            $_.Name -eq 'Serialize' -and -not $_.IsGenericMethod -and
            $_.GetParameters()[1].ParameterType -eq [type] -and $_.ReturnType -eq [string]
        })[0]
    $writer.Invoke($null, @([int[]](1, 2), [int[]], $null))
}
'@
        Set-Content -LiteralPath (Join-Path $other 'Other.psd1') -Value @'
@{
    RootModule         = 'Other.psm1'
    ModuleVersion      = '1.0'
    RequiredAssemblies = 'System.Text.Json.dll'
    FunctionsToExport  = 'Get-OtherVersion', 'ConvertTo-OtherJson'
}
'@
    }

    It 'goes with the build for <Build>, imported <Order> it' -ForEach @(
        @{ Build = 'PowerShell 7'; Order = 'before' }, @{ Build = 'Windows PowerShell'; Order = 'before' }
        @{ Build = 'Windows PowerShell'; Order = 'after' }
    ) {
        $importOther = "try { Import-Module '$(Join-Path $other 'Other.psd1')' -ErrorAction Stop } catch { " +
            "Import-Module '$(Join-Path $other 'Other.psm1')' -ErrorAction Stop }"
        $importOurs = 'Import-Module $env:SUNOPS_TEST_MODULE; $null = ConvertFrom-SunoJson ' +
            '''{"code":"success","data":{"task_id":"1","status":"SUCCESS"}}'''
        $imports = @($importOther, $importOurs)
        if ($Order -eq 'after') {
            [array]::Reverse($imports)
        }

        $environment = @{
            ADDRESS = $gateway.BaseUri
            TEST_KEY = $gateway.ApiKey
            SUNOPS_TEST_MODULE = $Build -eq 'PowerShell 7' ? (Get-TestModulePath) : $desktop
        }
        $result = Invoke-TestPowerShell -Environment $environment -Script (($imports -join "`n") + @'

Connect-SunoApi -BaseUri $env:ADDRESS -ApiKey $env:TEST_KEY
$task = Get-SunoTaskBatch 5f3a0001-0000-4000-8000-000000000000, ba46ad15-07ce-41a6-b68d-196321dc00d5
"$($task.Count) tasks, $($task.Clips.Count) clips"
"$($task[1].AdditionalProperties)".StartsWith('{')
ConvertTo-OtherJson
Get-OtherVersion
'@)

        $result.Error | Should -BeNullOrEmpty
        $lines = $result.Output.Trim() -split '\r?\n'
        $lines[0..2] | Should -Be '2 tasks, 4 clips', 'True', '[1,2]'
        $lines[3] | Should -Match ($Version -replace '^(\d+\.\d+)\.(\d+)$', '^$1\.')
    }
}

Describe 'The smoke script' {
    BeforeAll {
        $script = [IO.Path]::GetFullPath((Join-Path $PSScriptRoot '../Desktop.Smoke.ps1'))
        $powerShell = @([Environment]::ProcessPath) + (Get-TestPowerShellArgument) -join "', '"
    }

    It 'passes, with both builds of the module' {
        $result = Invoke-TestPowerShell ("& '$script' -Module '$(Get-TestModulePath)' -OtherModule '$desktop' " +
            "-Gateway '$(Get-TestGatewayPath)' -OtherPowerShell '$powerShell'")

        $result.Error | Should -BeNullOrEmpty
        $result.Output | Should -Not -CMatch 'FAILED|not run:'
        $result.Output.Trim().Split("`n")[-1].Trim() | Should -Be '13 passed, 0 failed'
    }

    It 'uses nothing that Windows PowerShell 5.1 lacks' {
        Find-TestNewerSyntax (Get-Content -LiteralPath $script -Raw) | Should -BeNullOrEmpty
    }
}
