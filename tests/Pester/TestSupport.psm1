#Requires -Version 7.4

# Support for all test files: the staged module, separate gateways, and child PowerShells.
#
# SUNOPS_TEST_MODULE (path of SunoPS.psd1) and SUNOPS_TEST_GATEWAY (path of SunoPS.Gateway.dll) select the module and
# the gateway; by default, those of `dotnet build` in the root of the repository.

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$script:RepositoryRoot = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..'))
# Far more than anything takes on a busy machine: only a hang reaches it.
$script:TimeoutMilliseconds = 600000

# Variables that would change the behavior of the module, or set a proxy for the local gateway.
$script:EnvironmentPattern = '^(SUNO_API_.*|SUNO_JOURNAL|https?_proxy|all_proxy)$'

$script:SavedEnvironment = @{}
$script:Gateways = [Collections.Generic.List[object]]::new()
$script:Folders = [Collections.Generic.List[string]]::new()

# One client for all control requests: Invoke-RestMethod creates one for each call, which takes longer than most tests.
$script:Handler = [Net.Http.HttpClientHandler]::new()
$script:Handler.UseProxy = $false
$script:Handler.ServerCertificateCustomValidationCallback =
    [Net.Http.HttpClientHandler]::DangerousAcceptAnyServerCertificateValidator
$script:Control = [Net.Http.HttpClient]::new($script:Handler)

# --- The session of a test file ---

function Enter-TestSession {
    # Removes environment variables that affect the tests, and imports the module under test.
    $PSStyle.OutputRendering = 'PlainText'
    foreach ($variable in Get-ChildItem Env: | Where-Object Name -Match $script:EnvironmentPattern) {
        $script:SavedEnvironment[$variable.Name] = $variable.Value
        Remove-Item -LiteralPath "Env:$($variable.Name)"
    }

    # Not the journal of the user.
    $env:SUNO_JOURNAL = New-TestFolder
    Import-TestModule
}

function Exit-TestSession {
    # Stops every gateway, disconnects, and restores the environment.
    if (Get-Command -Name Disconnect-SunoApi -ErrorAction Ignore) {
        Disconnect-SunoApi
    }

    foreach ($gateway in @($script:Gateways)) {
        Stop-TestGateway -Gateway $gateway
    }

    foreach ($folder in $script:Folders) {
        Remove-Item -LiteralPath $folder -Recurse -Force -ErrorAction Ignore
    }

    $script:Folders.Clear()
    Clear-TestEnvironment
    Remove-Item -LiteralPath Env:SUNO_JOURNAL -ErrorAction Ignore
    foreach ($name in $script:SavedEnvironment.Keys) {
        Set-Item -LiteralPath "Env:$name" -Value $script:SavedEnvironment[$name]
    }

    $script:SavedEnvironment.Clear()
}

function Clear-TestEnvironment {
    Get-ChildItem Env: | Where-Object Name -Like 'SUNO_API_*' |
        ForEach-Object { Remove-Item -LiteralPath "Env:$($_.Name)" }
}

function Copy-TestDesktopModule {
    # Copies the staged module so that this PowerShell loads the build for Windows PowerShell; returns the manifest.
    $folder = Join-Path (New-TestFolder) 'SunoPS'
    Copy-Item -LiteralPath (Split-Path -Parent (Get-TestModulePath)) -Destination $folder -Recurse
    foreach ($file in 'SunoPS.psd1', 'SunoPS.Format.ps1xml') {
        $path = Join-Path $folder $file
        (Get-Content -LiteralPath $path -Raw).Replace('$PSEdition', "'Desktop'") |
            Set-Content -LiteralPath $path -NoNewline
    }

    Join-Path $folder 'SunoPS.psd1'
}

function Get-TestModulePath {
    $path = $env:SUNOPS_TEST_MODULE ?? (Join-Path $script:RepositoryRoot 'out' 'SunoPS' 'SunoPS.psd1')
    if (-not (Test-Path -LiteralPath $path -PathType Leaf)) {
        throw "The staged module is missing: there is no file '$path'. " +
        "Run 'dotnet build' at the root of the repository, or set SUNOPS_TEST_MODULE."
    }

    (Get-Item -LiteralPath $path).FullName
}

function Get-TestManifest {
    # Returns the staged manifest as read by an edition of PowerShell: Import-PowerShellDataFile rejects conditions.
    param([ValidateSet('Core', 'Desktop')] [string] $Edition = 'Core')

    $text = Get-Content -LiteralPath (Get-TestModulePath) -Raw
    # Allows only the content that PowerShell allows in a manifest: no commands, and only this variable.
    [scriptblock]::Create($text).CheckRestrictedLanguage([string[]]@(), [string[]]@('PSEdition'), $false)
    # The variable is constant, and has the edition of the tests.
    & ([scriptblock]::Create($text.Replace('$PSEdition', "'$Edition'")))
}

function Get-TestRepositoryRoot {
    $script:RepositoryRoot
}

function Import-TestModule {
    # Imports the staged module, and no other module of that name.
    $path = Get-TestModulePath
    $folder = Split-Path -Parent $path
    Get-Module -Name SunoPS | Where-Object ModuleBase -NE $folder | Remove-Module -Force
    if (-not (Get-Module -Name SunoPS)) {
        Import-Module -Name $path -Global -ErrorAction Stop
    }
}

function New-TestFolder {
    # Creates an empty folder that is deleted at the end of the session, and returns its path.
    $folder = Join-Path ([IO.Path]::GetTempPath()) "SunoPS.Pester.$([guid]::NewGuid().ToString('n'))"
    $null = New-Item -ItemType Directory -Path $folder
    $script:Folders.Add($folder)
    $folder
}

# --- Gateways ---

function Get-TestGatewayPath {
    if ($env:SUNOPS_TEST_GATEWAY) {
        if (-not (Test-Path -LiteralPath $env:SUNOPS_TEST_GATEWAY -PathType Leaf)) {
            throw "SUNOPS_TEST_GATEWAY names '$env:SUNOPS_TEST_GATEWAY', which is no file."
        }

        return (Get-Item -LiteralPath $env:SUNOPS_TEST_GATEWAY).FullName
    }

    $pattern = Join-Path $script:RepositoryRoot 'tests' 'SunoPS.Gateway' 'bin' '*' 'net10.0' 'SunoPS.Gateway.dll'
    $newest = Get-Item -Path $pattern -ErrorAction Ignore | Sort-Object -Property LastWriteTimeUtc -Descending |
        Select-Object -First 1
    if (-not $newest) {
        throw "The local gateway is missing: nothing is found at '$pattern'. " +
        "Run 'dotnet build' at the root of the repository, or set SUNOPS_TEST_GATEWAY."
    }

    $newest.FullName
}

function Start-TestGateway {
    # Starts a separate local gateway, and returns it when it listens. With -Proxy it is also a proxy, at ProxyUri, that
    # connects every https address to it; with -Tls it uses https with an untrusted certificate. -Playground starts it
    # as a newcomer does.
    param(
        [string] $ApiKey = 'sk-pester-7fQ2xLm9Zr4TnV8w', [switch] $Tls, [switch] $Proxy, [switch] $Playground,
        [switch] $ClosedInput
    )

    $path = Get-TestGatewayPath
    $isProgram = [IO.Path]::GetExtension($path) -eq '.exe'
    $start = [Diagnostics.ProcessStartInfo]::new($isProgram ? $path : 'dotnet')
    $options = @('--port', '0') + @($Playground ? @() : ('--key', $ApiKey, '--for-tests')) +
        @($Tls ? '--tls' : @()) + @($Proxy ? '--proxy' : @())
    foreach ($option in @($isProgram ? @() : ('exec', $path)) + $options) {
        $start.ArgumentList.Add($option)
    }

    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    $process = [Diagnostics.Process]::Start($start)
    $gateway = [pscustomobject]@{
        BaseUri      = $null
        ProxyUri     = $null
        ApiKey       = $Playground ? 'sk-local-gateway-key' : $ApiKey
        IsPlayground = $Playground
        Process      = $process
    }
    $script:Gateways.Add($gateway)
    if ($ClosedInput) {
        $process.StandardInput.Close()
    }

    $line = $process.StandardOutput.ReadLineAsync()
    if (-not $line.Wait($script:TimeoutMilliseconds) -or
        $line.Result -notmatch '^listening on (?<uri>https?://\S+)$') {
        $errors = $process.StandardError.ReadToEndAsync()
        Stop-TestGateway $gateway
        throw "The local gateway did not start: $($errors.Result)"
    }

    $gateway.BaseUri = $Matches.uri
    $gateway.ProxyUri = $Proxy ? $process.StandardOutput.ReadLine() -replace '^proxy on ' : $null
    $gateway
}

function Stop-TestGateway {
    # Ends a gateway, usually by closing its standard input, and waits for its exit.
    param([Parameter(Mandatory)] $Gateway)

    $process = $Gateway.Process
    $process.StandardInput.Close()
    if ($Gateway.IsPlayground -or -not $process.WaitForExit(30000)) {
        $process.Kill()
        $process.WaitForExit()
    }

    $process.Dispose()
    $null = $script:Gateways.Remove($Gateway)
}

function Invoke-TestGatewayControl {
    param($Gateway, [string] $Method, [string] $Endpoint, $Body)

    $request = [Net.Http.HttpRequestMessage]::new($Method, "$($Gateway.BaseUri)/_gateway/$Endpoint")
    if ($null -ne $Body) {
        $request.Content = [Net.Http.StringContent]::new((ConvertTo-Json -InputObject $Body -Depth 10 -Compress))
    }

    $response = $script:Control.Send($request)
    $text = $response.Content.ReadAsStringAsync().Result
    if (-not $response.IsSuccessStatusCode) {
        throw "The gateway refuses ${Endpoint}: $text"
    }

    $response.Dispose()
    if ($text) {
        $text | ConvertFrom-Json
    }
}

function Get-TestGatewayLog {
    # Returns the requests to a gateway, in the order of arrival.
    param([Parameter(Mandatory)] $Gateway)

    $entries = Invoke-TestGatewayControl $Gateway Get 'log'
    foreach ($entry in $entries) {
        $headers = @{}
        $entry.headers.PSObject.Properties.ForEach({ $headers[$_.Name] = $_.Value })
        [pscustomobject]@{
            Method        = $entry.method
            RawTarget     = $entry.rawTarget
            Authorization = $headers['Authorization']
            ContentType   = $headers['Content-Type']
            Headers       = $headers
            Body          = $entry.body
            Ids           = @(if ($entry.body) { ($entry.body | ConvertFrom-Json).ids })
        }
    }
}

function Reset-TestGateway {
    # Restores the initial state: without log, prepared responses and latency, with progressing tasks at their start.
    param([Parameter(Mandatory)] $Gateway)

    $null = Invoke-TestGatewayControl $Gateway Post 'reset'
}

function Reset-TestSubmission {
    # Restores the initial state of a gateway whose tasks complete at once, with an empty journal, and connects to it.
    param([Parameter(Mandatory)] $Gateway)

    Reset-TestGateway $Gateway
    $null = Invoke-TestGatewayControl $Gateway Post 'submissions' @{ steps = 0 }
    $env:SUNO_JOURNAL = New-TestFolder
    Connect-SunoApi -BaseUri $Gateway.BaseUri -ApiKey $Gateway.ApiKey -MaximumRetryCount 0
}

function Add-TestGatewayAnswer {
    # Prepares a response that replaces that of the gateway for a number of requests, with this text in their target
    # (-Path), or anywhere (-IdContains). A body that is no text is sent as JSON.
    param(
        [Parameter(Mandatory)] $Gateway,
        [int] $Status = 200,
        $Body = '',
        [string] $ContentType = 'application/json; charset=utf-8',
        [hashtable] $Header = @{},
        [int] $Times = 1,
        [string] $Path,
        [string] $IdContains
    )

    $answer = @{
        status      = $Status
        body        = $Body -is [string] ? $Body : (ConvertTo-Json -InputObject $Body -Depth 20 -Compress)
        contentType = $ContentType
        headers     = $Header
        times       = $Times
        path        = $Path ? $Path : $null
        idContains  = $IdContains ? $IdContains : $null
    }
    $null = Invoke-TestGatewayControl $Gateway Post 'answers' $answer
}

function Add-TestGatewayFault {
    # Adds a fault, from the next request on, with the properties of GatewayFault.
    param([Parameter(Mandatory)] $Gateway, [Parameter(Mandatory)] [hashtable] $Fault)

    $null = Invoke-TestGatewayControl $Gateway Post 'faults' $Fault
}

function Set-TestGatewayLatency {
    param([Parameter(Mandatory)] $Gateway, [Parameter(Mandatory)] [int] $Milliseconds)

    $null = Invoke-TestGatewayControl $Gateway Post 'latency' @{ milliseconds = $Milliseconds }
}

function Get-TestGatewayStatistic {
    # Returns the number of requests so far (requests), in flight (inFlight), at most in flight (maxInFlight), and with
    # a fault (faults).
    param([Parameter(Mandatory)] $Gateway)

    Invoke-TestGatewayControl $Gateway Get 'stats'
}

function Wait-TestCondition {
    # Waits until a condition is met, up to a long time limit.
    param([Parameter(Mandatory)] [scriptblock] $Condition, [Parameter(Mandatory)] [string] $Because)

    $clock = [Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        if ($clock.ElapsedMilliseconds -gt $script:TimeoutMilliseconds) {
            throw "Waited in vain: $Because"
        }

        [Threading.Thread]::Sleep(20)
    }
}

function Get-TestTaskId {
    # Returns ids of tasks that every local gateway generates: Music (complete, two clips), Lyrics (complete), Failed,
    # Progressing (advances with each fetch), or Unknown (not found).
    param(
        [Parameter(Mandatory, Position = 0)]
        [ValidateSet('Music', 'Lyrics', 'Failed', 'Progressing', 'Unknown')] [string] $Kind,
        [Parameter(Mandatory, Position = 1)] [long[]] $Number
    )

    $prefix = @{
        Music = '5f3a0001'; Lyrics = '5f3a0002'; Failed = '5f3a0003'; Progressing = '5f3a0004'; Unknown = '5f3a00ff'
    }[$Kind]
    foreach ($n in $Number) {
        '{0}-0000-4000-8000-{1:x12}' -f $prefix, $n
    }
}

# --- Other servers ---

function Get-TestUnusedPort {
    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $listener.LocalEndpoint.Port
    $listener.Stop()
}

function Test-TestTlsSupport {
    # Whether this system can make the key of a certificate, as Wine cannot.
    $key = [Security.Cryptography.RSA]::Create(2048)
    try {
        $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new(
            'CN=localhost', $key, 'SHA256', [Security.Cryptography.RSASignaturePadding]::Pkcs1)
        $request.CreateSelfSigned([DateTimeOffset]::UtcNow, [DateTimeOffset]::UtcNow.AddDays(1)).Dispose()
        $true
    } catch [Security.Cryptography.CryptographicException] {
        $false
    } finally {
        $key.Dispose()
    }
}

function Start-TestRunspace {
    # Starts a script in a runspace of this process with the module, and returns it and its PowerShell.
    param([string] $Script, [hashtable] $Parameter = @{}, [string] $LanguageMode = 'FullLanguage')

    $state = [initialsessionstate]::CreateDefault()
    $state.LanguageMode = $LanguageMode
    $state.ImportPSModule((Get-TestModulePath))
    $shell = [powershell]::Create($state).AddScript($Script).AddParameters($Parameter)
    [pscustomobject]@{ Shell = $shell; Running = $shell.BeginInvoke() }
}

function Remove-TestRunspace {
    param($Started)

    $Started.Shell.Runspace.Dispose()
    $Started.Shell.Dispose()
}

function Invoke-TestRunspace {
    # Runs scripts at once, each in a runspace of this process with the module; returns the output and the streams of
    # each.
    param(
        [Parameter(Mandatory)] [string[]] $Script, [hashtable] $Parameter = @{}, [string] $LanguageMode = 'FullLanguage'
    )

    $started = $Script.ForEach({ Start-TestRunspace $_ $Parameter $LanguageMode })
    try {
        foreach ($one in $started) {
            $result = [ordered]@{ Output = @($one.Shell.EndInvoke($one.Running)) }
            foreach ($stream in 'Error', 'Warning', 'Verbose', 'Debug', 'Information', 'Progress') {
                $result[$stream] = @($one.Shell.Streams.$stream)
            }

            $result.Mode = $one.Shell.Runspace.SessionStateProxy.LanguageMode
            [pscustomobject] $result
        }
    } finally {
        $started.ForEach({ Remove-TestRunspace $_ })
    }
}

function Get-TestTranscript {
    # Runs a script in a runspace; returns its transcript, which has the lines of -WhatIf, as no stream has.
    param([Parameter(Mandatory)] [string] $Script, [hashtable] $Parameter = @{})

    $file = Join-Path (New-TestFolder) 'said.txt'
    $null = Invoke-TestRunspace -Parameter @{ File = $file; Script = $Script; Parameter = $Parameter } -Script @'
param($File, $Script, $Parameter)
$null = Start-Transcript -LiteralPath $File -UseMinimalHeader
& ([scriptblock]::Create($Script)) @Parameter
$null = Stop-Transcript
'@
    Get-Content -LiteralPath $file -Raw
}

function Use-TestCulture {
    # Runs a script block in a culture, and in a time zone if there is one.
    param([Parameter(Mandatory)] [string] $Culture, [Parameter(Mandatory)] [scriptblock] $Script, [string] $Zone)

    $before = [cultureinfo]::CurrentCulture
    $zoneBefore = $env:TZ
    try {
        [cultureinfo]::CurrentCulture = $Culture
        $env:TZ = $Zone ? $Zone : $zoneBefore
        [TimeZoneInfo]::ClearCachedData()
        & $Script
    } finally {
        [cultureinfo]::CurrentCulture = $before
        $env:TZ = $zoneBefore
        [TimeZoneInfo]::ClearCachedData()
    }
}

function Find-TestNewerSyntax {
    # Returns what Windows PowerShell 5.1 does not read in a script.
    param([Parameter(Mandatory)] [string] $Text)

    $tokens = $errors = $null
    $null = [Management.Automation.Language.Parser]::ParseInput($Text, [ref] $tokens, [ref] $errors)
    $errors
    $tokens.Where({
            "$($_.Kind)" -in 'QuestionMark', 'QuestionQuestion', 'QuestionQuestionEquals', 'QuestionDot',
            'QuestionLBracket', 'AndAnd', 'OrOr'
        })
}

# --- Child PowerShells ---

function Get-TestPowerShellArgument {
    # Returns the first arguments of [Environment]::ProcessPath that start this PowerShell: none, or, if it is that of a
    , @(if ([IO.Path]::GetFileNameWithoutExtension([Environment]::ProcessPath) -eq 'dotnet') {
            Join-Path $PSHOME 'pwsh.dll'
        })
}

# The beginning of scripts that are connected to a gateway.
$connectLines = 'Import-Module $env:SUNOPS_TEST_MODULE; Connect-SunoApi -BaseUri $env:ADDRESS -ApiKey $env:TEST_KEY'

function New-TestPowerShellStart {
    # Returns the start information for a new process of this PowerShell, which finds the module at
    # $env:SUNOPS_TEST_MODULE, and a gateway at $env:ADDRESS and $env:TEST_KEY. Its streams are redirected. A variable
    # of -Environment that is null is removed.
    param([Parameter(Mandatory)] [string[]] $Argument, $Gateway, [hashtable] $Environment = @{})

    $start = [Diagnostics.ProcessStartInfo]::new([Environment]::ProcessPath)
    foreach ($one in (Get-TestPowerShellArgument) + @('-NoProfile', '-NonInteractive') + $Argument) {
        $start.ArgumentList.Add($one)
    }

    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    $start.StandardOutputEncoding = $start.StandardErrorEncoding = [Text.Encoding]::UTF8
    $start.Environment['SUNOPS_TEST_MODULE'] = Get-TestModulePath
    if ($Gateway) {
        $start.Environment['ADDRESS'] = $Gateway.BaseUri
        $start.Environment['TEST_KEY'] = $Gateway.ApiKey
    }

    foreach ($name in $Environment.Keys) {
        $start.Environment[$name] = $Environment[$name]
    }

    $start
}

function Start-TestPowerShell {
    # Starts a script in a new PowerShell process, which is connected to a gateway.
    param([Parameter(Mandatory)] $Gateway, [Parameter(Mandatory)] [string] $Script, [hashtable] $Environment = @{})

    [Diagnostics.Process]::Start(
        (New-TestPowerShellStart '-Command', "$connectLines`n$Script" $Gateway $Environment))
}

function Stop-TestPowerShellAtWork {
    # Starts processes that write "ready", wait for a line, work, and write "done"; kills each when the progress, a
    # number, has grown by a random amount. Ends when so many were killed at work.
    param([scriptblock] $Start, [scriptblock] $GetProgress, [Random] $Random, [int] $MostProgress, [int] $Kills)

    $waiting = [Collections.Generic.Queue[Diagnostics.Process]]::new()
    $started = $killed = 0
    while ($killed -lt $Kills) {
        # The next ones start meanwhile.
        while ($waiting.Count -eq 0 -or ($waiting.Count -lt 3 -and $started -lt $Kills)) {
            $waiting.Enqueue((& $Start (++$started)))
        }

        $process = $waiting.Dequeue()
        if ($process.StandardOutput.ReadLine() -ne 'ready') {
            throw 'The process did not start.'
        }

        $null = $process.StandardError.ReadToEndAsync()
        $moment = (& $GetProgress) + $Random.Next(1, $MostProgress)
        $process.StandardInput.WriteLine()
        while ((& $GetProgress) -lt $moment -and -not $process.HasExited) {
            [Threading.Thread]::Sleep(2)
        }

        $hasExited = $process.HasExited
        $process.Kill()
        $process.WaitForExit()
        $isDone = $process.StandardOutput.ReadToEnd() -match 'done'
        if ($hasExited -and -not $isDone) {
            throw 'The process ended by itself.'
        }

        $killed += -not $isDone
        $process.Dispose()
    }

    $waiting | ForEach-Object { $_.Kill() }
}

function Invoke-TestPowerShell {
    # Runs a script in a new PowerShell process, connected to a gateway if there is one, and returns its output. The
    # script finds the module at $env:SUNOPS_TEST_MODULE, and is script.ps1 in a new folder, $PSScriptRoot.
    param([Parameter(Mandatory)] [string] $Script, [hashtable] $Environment = @{}, $Gateway)

    $folder = New-TestFolder
    $file = Join-Path $folder 'script.ps1'
    $text = @(
        'Set-StrictMode -Version Latest'
        '[Console]::OutputEncoding = [Text.UTF8Encoding]::new($false)'
        '$PSStyle.OutputRendering = ''PlainText'''
        if ($Gateway) { $connectLines }
        $Script
    ) -join "`n"
    Set-Content -LiteralPath $file -Value $text -Encoding utf8NoBOM

    $process = [Diagnostics.Process]::Start((New-TestPowerShellStart '-File', $file $Gateway $Environment))
    $process.StandardInput.Close()
    $output = $process.StandardOutput.ReadToEndAsync()
    $errors = $process.StandardError.ReadToEndAsync()
    if (-not $process.WaitForExit($script:TimeoutMilliseconds)) {
        $process.Kill()
        throw "The script did not end. It wrote: $($output.Result)$($errors.Result)"
    }

    $process.WaitForExit()
    [pscustomobject]@{
        ExitCode = $process.ExitCode
        Output   = $output.Result
        Error    = $errors.Result
        Folder   = $folder
    }
    $process.Dispose()
}

# --- Secrets ---

function Find-TestSecret {
    # Finds the forms in which a key, or a useful part of it, occurs in a text; nothing if it does not.
    param([AllowEmptyString()] [Parameter(Mandatory)] [string] $Text, [Parameter(Mandatory)] [string] $Key)

    $forms = [ordered]@{
        'the key'             = $Key
        'the head of the key' = $Key.Substring(0, 12)
        'the key in Base64'   = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($Key)).TrimEnd('=')
        'the key in UTF-16'   = [Convert]::ToHexString([Text.Encoding]::Unicode.GetBytes($Key))
    }
    foreach ($form in $forms.GetEnumerator()) {
        if ($Text.Contains($form.Value, [StringComparison]::OrdinalIgnoreCase)) {
            $form.Key
        }
    }
}

Export-ModuleMember -Function *-Test*
