#Requires -Version 7.4
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# Faults in PowerShell: one column of the matrix that tests/SunoPS.Client.Tests/Faults runs for the client, and the
# behavior of PowerShell: streams, stopping, memory, and possible leaks of a key.

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'FaultSupport.psm1') -Force

    # The commands: the number of ids per request, the parameters, and whether it polls until its time limit.
    $commands = @(
        @{ Command = 'Get-SunoTask'; PerRequest = 1; Parameter = @{}; Waits = $false }
        @{ Command = 'Get-SunoTaskBatch'; PerRequest = 3; Parameter = @{}; Waits = $false }
        @{ Command = 'Wait-SunoTask'; PerRequest = 3; Parameter = @{ PollingIntervalSec = 1 }; Waits = $true }
    )

    # The fault of the gateway for each row of the matrix. The outcome is on the page that the matrix writes.
    $faults = @{
        'reset before headers'                  = @{ kind = 'resetBeforeHeaders' }
        'closed before headers'                 = @{ kind = 'closeBeforeHeaders' }
        'reset in the body'                     = @{ kind = 'resetInBody' }
        'hang before headers'                   = @{ kind = 'hangBeforeHeaders' }
        'hang in the body'                      = @{ kind = 'hangInBody' }
        'dribble'                               = @{ kind = 'dribble' }
        'cut short, with Content-Length'        = @{ kind = 'cutWithLength' }
        'cut short, in chunks'                  = @{ kind = 'cutChunked' }
        'cut short, without any length'         = @{ kind = 'cutUnframed' }
        '429, Retry-After in seconds'           = @{ kind = 'status'; status = 429; retryAfterSec = 1 }
        '429, Retry-After as a date'            = @{
            kind = 'status'; status = 429; retryAfterSec = 2; isRetryAfterDate = $true
        }
        '429, Retry-After of an hour'           = @{ kind = 'status'; status = 429; retryAfterSec = 3600 }
        '429, Retry-After as a date in an hour' = @{
            kind = 'status'; status = 429; retryAfterSec = 3600; isRetryAfterDate = $true
        }
        '429, no Retry-After'                   = @{ kind = 'status'; status = 429 }
        '503, Retry-After in seconds'           = @{ kind = 'status'; status = 503; retryAfterSec = 1 }
        '200, empty'                            = @{ kind = 'emptyBody' }
        'no HTTP'                               = @{ kind = 'noHttp' }
        'endless headers'                       = @{ kind = 'endlessHeaders' }
        'invalid gzip'                          = @{ kind = 'wrongGzip' }
        'truncated gzip'                        = @{ kind = 'truncatedGzip' }
        'bomb of 96 MiB'                        = @{ kind = 'bomb'; miB = 96 }
        'endless body'                          = @{ kind = 'endlessBody' }
        'body of 1 TiB, announced'              = @{ kind = 'hugeBody' }
        'redirect to another host'              = @{
            kind = 'redirect'; location = 'http://localhost:{strangerPort}{target}'
        }
        'redirect to another port'              = @{ kind = 'redirect'; location = '{stranger}{target}' }
        'redirect to itself, without end'       = @{ kind = 'redirect' }
        'redirect on the same host'             = @{ kind = 'redirect'; times = 1 }
        'wrong order'                           = @{ kind = 'wrongOrder' }
        'duplicate tasks'                       = @{ kind = 'doubledTasks' }
        'unrequested tasks'                     = @{ kind = 'foreignTasks' }
        'unrequested tasks alone'               = @{ kind = 'onlyForeignTasks' }
    }

    # Rows that are not faults of the gateway; separate tests are below.
    $ownTests = 'refused connection', 'untrusted certificate', 'reset in the TLS handshake', '401', '403'
    $column = foreach ($row in Get-FaultRow -Command Get-SunoTaskBatch -Strikes always) {
        $fault = $faults[$row.Fault]
        if (-not $fault -and $row.Fault -match '^(?<status>\d{3})(, (?<form>JSON|HTML))?$') {
            $fault = @{ kind = 'status'; status = [int] $Matches.status; isHtml = $Matches['form'] -eq 'HTML' }
        }

        if ($row.Fault -notin $ownTests) {
            @{
                Name = $row.Fault; Fault = $fault; Tasks = $row.Tasks; ErrorId = $row.ErrorId; Requests = $row.Requests
                Outcome = $row.Outcome
                NeverEnds = $row.Fault -in 'hang before headers', 'hang in the body', 'dribble'
            }
        }
    }
}

Describe 'A gateway that fails' {
    BeforeAll {
        Set-StrictMode -Version Latest
        $ErrorActionPreference = 'Stop'
        Import-Module (Join-Path $PSScriptRoot 'TestSupport.psm1') -Force
        Import-Module (Join-Path $PSScriptRoot 'FaultSupport.psm1') -Force
        Enter-TestSession

        # A marked key, which is found wherever it leaks.
        $key = 'sk-MARKED-v9Kq2XwR7tLz4TnB8mHd'
        $gateway = Start-TestGateway -ApiKey $key
        # The foreign server, which must never receive the key.
        $stranger = Start-TestGateway -ApiKey 'sk-stranger'
        $session = Start-FaultSession

        $ids = Get-TestTaskId Music (1..9)
        $struckId = $ids[4]
        $nextIds = Get-TestTaskId Music (101..109)
        $stops = [Collections.Generic.List[object]]::new()
        $measured = @{ MemoryMiB = 0 }

        # The time limit of a hanging attempt, far more than that of a test.
        $neverSec = 3600

        function Open-Connection {
            # Connects the session, and returns the name of the connection.
            param([hashtable] $Option)

            $all = @{ BaseUri = $gateway.BaseUri; ApiKey = $key; BatchSize = 3 }
            foreach ($parameter in @($Option.Keys)) {
                $all[$parameter] = $Option[$parameter]
            }

            $name = [guid]::NewGuid().ToString('n')
            Connect-FaultSession $session $name $all
            $name
        }

        function Get-NextTaskId {
            # The sorted ids of the tasks from the next command on a connection.
            param([string] $Connection, [string] $Command, [hashtable] $Parameter)

            Invoke-FaultSession $session {
                param($Connection, $Command, $TaskId, $Parameter)

                $open = $Connections[$Connection]
                , @(($TaskId | & $Command @Parameter -Connection $open).TaskId | Sort-Object)
            } -Argument @{ Connection = $Connection; Command = $Command; TaskId = $nextIds; Parameter = $Parameter }
        }

        function Get-StruckId {
            # The ids in the same request as the id that the fault strikes.
            param([int] $PerRequest)

            $first = 4 - (4 % $PerRequest)
            $ids[$first..($first + $PerRequest - 1)]
        }

        function Assert-Outcome {
            # Asserts that every id has one result in order, a task or the expected error, without the key.
            param([hashtable] $Result, [string] $ErrorId, [string[]] $Struck = @(), [string[]] $Asked = $ids)

            $Result.Ended | Should -BeNullOrEmpty -Because 'the command goes on to its end'
            $Result.Outcomes.TaskId |
                Should -Be $Asked `
                    -Because 'every id comes out once, in order, as a task or as an error that has it as its target'
            $expected = foreach ($id in $Asked) { $id -in $Struck ? $ErrorId : $null }
            $Result.Outcomes.ErrorId | Should -Be $expected -Because 'a fault costs only the ids of its request'
            $Result.ErrorCount | Should -BeLessOrEqual $Struck.Count -Because 'nothing else is left in $Error'
            Find-FaultSecret -Result $Result -Key $key | Should -BeNullOrEmpty -Because 'the key stays secret'
        }
    }

    AfterAll {
        if ($env:SUNOPS_WRITE_DOCS -and $stops.Count -gt 0) {
            Write-FaultDocument -Stop $stops -MemoryMiB $measured.MemoryMiB
        }

        Stop-FaultSupport
        Exit-TestSession
    }

    BeforeEach {
        Reset-TestGateway $gateway
        Reset-TestGateway $stranger
    }

    Context 'with Get-SunoTaskBatch' {
        It 'of the matrix, <Name>: <Outcome>' -ForEach $column {
            # Endless responses have a time limit of one second; nothing else may depend on it.
            $asked = $NeverEnds ? (Get-StruckId 3) : $ids
            $connection = Open-Connection @{ MaximumRetryCount = 0; TimeoutSec = $NeverEnds ? 1 : $neverSec }
            $armed = @{ idContains = $struckId }
            foreach ($property in @($Fault.Keys)) {
                $value = $Fault[$property]
                $armed[$property] = $value -is [string] ? $value.Replace(
                    '{strangerPort}', ([uri] $stranger.BaseUri).Port).Replace('{stranger}', $stranger.BaseUri) : $value
            }

            Add-TestGatewayFault $gateway $armed

            $result = Invoke-FaultCommand $session $connection 'Get-SunoTaskBatch' $asked

            $struck = $ErrorId ? @(Get-StruckId 3) : @()
            Assert-Outcome $result $ErrorId $struck $asked
            @($result.Outcomes.Where({ -not $_.ErrorId })) | Should -HaveCount ($NeverEnds ? 0 : $Tasks)
            (Get-TestGatewayStatistic $gateway).requests | Should -Be ($NeverEnds ? 1 : $Requests)
            (Get-TestGatewayStatistic $stranger).requests | Should -Be 0 -Because 'nobody else gets the request'
            if ($Name -like '*hour') {
                $result.Outcomes.Where({ $_.ErrorId })[0].RetryAfterSec |
                    Should -BeGreaterThan 3500 -Because 'the error says when to come back'
            }

            if (-not $NeverEnds) {
                Reset-TestGateway $gateway
                Get-NextTaskId $connection 'Get-SunoTaskBatch' @{} |
                    Should -Be $nextIds -Because 'the connection goes on to serve'
            }
        }

        It 'retries transient failures, and reports it with -Verbose' {
            $connection = Open-Connection @{ MaximumRetryCount = 1 }
            Add-TestGatewayFault $gateway @{ kind = 'status'; status = 503; idContains = $struckId; times = 1 }

            $result = Invoke-FaultCommand $session $connection 'Get-SunoTaskBatch' $ids

            Assert-Outcome $result
            @($result.Verbose -match '^Attempt \d+ of \d+ failed: .+ Retrying in \d+\.\d s\.$') |
                Should -HaveCount 1
        }

        It 'of the matrix, refused connection' {
            $port = New-FaultPort
            $connection = Open-Connection @{ BaseUri = "http://127.0.0.1:$($port.Number)"; MaximumRetryCount = 0 }

            Assert-Outcome (Invoke-FaultCommand $session $connection 'Get-SunoTaskBatch' $ids) 'ConnectionFailed' $ids

            $port.Dispose()
        }

        It 'of the matrix, untrusted certificate: without a retry, and the key goes nowhere' {
            if (-not (Test-TestTlsSupport)) {
                Set-ItResult -Skipped -Because 'this system cannot make the key of a certificate (Wine cannot)'
            }

            $tls = Start-TestGateway -ApiKey $key -Tls
            $connection = Open-Connection @{ BaseUri = $tls.BaseUri; MaximumRetryCount = 1 }

            $result = Invoke-FaultCommand $session $connection 'Get-SunoTaskBatch' $ids

            Assert-Outcome $result 'ConnectionFailed' $ids
            (Get-TestGatewayStatistic $tls).requests | Should -Be 0
            $result.Verbose -match '^Attempt' |
                Should -BeNullOrEmpty -Because 'a certificate does not get better by waiting'
            $unchecked = Open-Connection @{ BaseUri = $tls.BaseUri; SkipCertificateCheck = $true }
            Get-NextTaskId $unchecked 'Get-SunoTaskBatch' @{} | Should -Be $nextIds
            Stop-TestGateway $tls
        }
    }

    Context 'with more than anybody can read' {
        It 'does not fill the memory' {
            $endlessId, $bombId, $hugeId = Get-TestTaskId Music (1..3)
            Add-TestGatewayFault $gateway @{ kind = 'endlessBody'; idContains = $endlessId }
            Add-TestGatewayFault $gateway @{ kind = 'bomb'; miB = 1100; idContains = $bombId }
            Add-TestGatewayFault $gateway @{ kind = 'hugeBody'; idContains = $hugeId }

            $run = Invoke-TestPowerShell -Environment @{
                FAULT_TEST_URI = $gateway.BaseUri
                FAULT_TEST_KEY = $key
                FAULT_TEST_IDS = "$endlessId,$bombId,$hugeId"
            } -Script @'
Import-Module $env:SUNOPS_TEST_MODULE
function Get-Peak {
    $process = [Diagnostics.Process]::GetCurrentProcess()
    $process.PeakWorkingSet64 / 1MB
    $process.Dispose()
}
Connect-SunoApi -BaseUri $env:FAULT_TEST_URI -ApiKey $env:FAULT_TEST_KEY -MaximumRetryCount 0
$null = Get-SunoTask '5f3a0001-0000-4000-8000-0000000000aa'
$before = Get-Peak
foreach ($id in $env:FAULT_TEST_IDS -split ',') {
    Get-SunoTask $id -ErrorAction SilentlyContinue
    $Error[0].FullyQualifiedErrorId
}
'grown by {0:0} MiB' -f ((Get-Peak) - $before)
'@

            $run.Output -match 'grown by (?<MiB>\d+) MiB' |
                Should -BeTrue -Because "the script runs to its end: $($run.Error)"
            $measured.MemoryMiB = [int] $Matches.MiB
            ($run.Output -split '\r?\n' -like 'InvalidResponse,*') | Should -HaveCount 3
            # The limit is 64 MiB. Intermediate buffers take as much again, and the pool keeps a set for each reading
            # thread. Reading to the end would need more than a GiB.
            $measured.MemoryMiB | Should -BeLessThan 512
        }
    }

    Context 'that refuses the key' {
        It '<Status>: <Command> ends with <ErrorId>' -ForEach @(
            foreach ($command in $commands) {
                $command + @{ Status = 401; ErrorId = 'Unauthorized' }
                $command + @{ Status = 403; ErrorId = 'Forbidden' }
            }
        ) {
            $connection = Open-Connection @{ MaximumRetryCount = 1 }
            Add-TestGatewayFault $gateway @{ kind = 'status'; status = $Status; idContains = $struckId }

            $result = Invoke-FaultCommand $session $connection $Command $ids $Parameter
            $requests = (Get-TestGatewayStatistic $gateway).requests

            $result.Ended.ErrorId | Should -Be $ErrorId
            $result.Ended.TaskId | Should -BeIn (Get-StruckId $PerRequest)
            $result.Outcomes.Where({ $_.ErrorId }) | Should -BeNullOrEmpty -Because 'one error says it for all'
            $had = @($result.Outcomes | ForEach-Object { $_.TaskId })
            $had | Sort-Object |
                Should -Be @($ids | Where-Object { $_ -in $had }) -Because 'what there was comes out once'
            $had | Where-Object { $_ -in (Get-StruckId $PerRequest) } | Should -BeNullOrEmpty
            $requests | Should -BeLessOrEqual ($ids.Count / $PerRequest)
            Find-FaultSecret -Result $result -Key $key | Should -BeNullOrEmpty -Because 'the key stays secret'
            Reset-TestGateway $gateway
            Get-NextTaskId $connection $Command $Parameter |
                Should -Be $nextIds -Because 'the connection goes on to serve'
        }
    }

    Context 'in a few of 200 batches' {
        BeforeAll {
            $many = Get-TestTaskId Music (1..1000)
        }

        It 'costs the ids of those batches, and no other' {
            $struck = $many[45..49] + $many[500..504] + $many[995..999]
            foreach ($id in $many[47], $many[502], $many[999]) {
                Add-TestGatewayFault $gateway @{ kind = 'status'; status = 500; idContains = $id }
            }

            $connection = Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $key -MaximumRetryCount 1 -PassThru
            $all = $many | Get-SunoTaskBatch -BatchSize 5 -Connection $connection -ErrorAction Continue 2>&1

            @($all | ForEach-Object { $_ -is [Management.Automation.ErrorRecord] ? $_.TargetObject : $_.TaskId }) |
                Should -Be $many
            $failed = @($all | Where-Object { $_ -is [Management.Automation.ErrorRecord] })
            $failed.ForEach({ $_.TargetObject }) | Should -Be $struck
            $failed.ForEach({ $_.FullyQualifiedErrorId }) | Select-Object -Unique |
                Should -Be 'GatewayError,SunoPS.Commands.GetSunoTaskBatchCommand'
            (Get-TestGatewayStatistic $gateway).requests | Should -Be (200 + 3)
        }

        It 'leaves one error for each id in $Error' {
            Add-TestGatewayFault $gateway @{ kind = 'status'; status = 500; idContains = $many[47] }
            $connection = Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $key -MaximumRetryCount 0 -PassThru
            $Error.Clear()

            $null = $many | Get-SunoTaskBatch -BatchSize 5 -Connection $connection -ErrorAction SilentlyContinue

            @($Error | ForEach-Object { $_.TargetObject }) | Sort-Object | Should -Be $many[45..49]
        }

        It 'by <Status> ends the command, and nothing more is sent' -ForEach @(
            @{ Status = 401; ErrorId = 'Unauthorized' }
            @{ Status = 403; ErrorId = 'Forbidden' }
        ) {
            Add-TestGatewayFault $gateway @{ kind = 'status'; status = $Status; idContains = $many[500] }
            $connection = Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $key -PassThru
            $had = [Collections.Generic.List[string]]::new()
            $ended = $null
            try {
                $many | Get-SunoTaskBatch -BatchSize 5 -ThrottleLimit 4 -Connection $connection |
                    ForEach-Object { $had.Add($_.TaskId) }
            } catch {
                $ended = $_
            }

            $sent = (Get-TestGatewayStatistic $gateway).requests
            $ended.FullyQualifiedErrorId | Should -BeLike "$ErrorId,*"
            $ended.TargetObject | Should -BeIn $many[500..504]
            $had |
                Should -Be @($many | Where-Object { $_ -in $had }) -Because 'what there was comes out once and in order'
            # The 101st is rejected; others were in flight with it, or were sent before its response was read.
            $sent | Should -BeGreaterThan 100
            $sent | Should -BeLessOrEqual 109
            Wait-TestCondition { (Get-TestGatewayStatistic $gateway).inFlight -eq 0 } 'no request is in flight any more'
            (Get-TestGatewayStatistic $gateway).requests | Should -Be $sent -Because 'nothing more is sent'
        }
    }

    Context 'and a command that is stopped' {
        BeforeDiscovery {
            $scenes = @(
                @{ While = 'it waits for headers'; Fault = @{ kind = 'hangBeforeHeaders' } }
                @{ While = 'it waits for the rest of a body'; Fault = @{ kind = 'hangInBody' } }
                @{ While = 'a body dribbles in'; Fault = @{ kind = 'dribble' } }
                @{ While = 'it waits before a retry'; Fault = @{ kind = 'status'; status = 503; retryAfterSec = 200 } }
                @{ While = 'it waits between two rounds'; Fault = $null }
            )
            $stopCases = foreach ($command in $commands) {
                foreach ($scene in $scenes.Where({ $_.Fault -or $command.Waits })) {
                    $scene + $command + @{ By = 'Ctrl+C' }
                }

                # Requests in flight end alike for every cause: one scene is enough.
                $scenes[0] + $command + @{ By = 'closing the runspace' }
            }
            $downstreamCases = foreach ($command in $commands) {
                $command + @{ By = 'Select-Object -First 3' }
                $command + @{ By = 'an error downstream' }
            }
        }

        BeforeAll {
            # The first three get a response, the others never.
            $slowIds = (Get-TestTaskId Music (1..3)) + (Get-TestTaskId Lyrics (1..6))
            $slowMark = '5f3a0002'

            function Add-Stop {
                param([string] $By, [string] $Command, [string] $While, [double] $Prompt, [double] $Canceled)

                $stops.Add(
                    [pscustomobject]@{
                        By = $By; Command = $Command; While = $While; Prompt = $Prompt; Canceled = $Canceled
                    })
            }

            function Wait-Idle {
                # Waits until no request is in flight; returns the elapsed time.
                param([Diagnostics.Stopwatch] $Clock)

                Wait-TestCondition {
                    (Get-TestGatewayStatistic $gateway).inFlight -eq 0
                } 'no request is in flight any more'
                $Clock.Elapsed.TotalMilliseconds
            }

            function Get-SocketCount {
                # The open connections to the gateway.
                $port = ([uri] $gateway.BaseUri).Port
                @([Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpConnections() |
                        Where-Object { $_.RemoteEndPoint.Port -eq $port -and $_.State -eq 'Established' }).Count
            }

            # Starts a command in a separate runspace, without waiting for it.
            $begin = {
                param($Connection, $Command, $TaskId, $Parameter)

                $initial = [initialsessionstate]::CreateDefault2()
                $initial.ImportPSModule($env:SUNOPS_TEST_MODULE)
                $global:runspace = [runspacefactory]::CreateRunspace($initial)
                $runspace.Open()
                $global:shell = [powershell]::Create($runspace)
                $null = $shell.AddScript(@'
param($Connection, $Command, $TaskId, $Parameter)
$TaskId | & $Command @Parameter -Connection $Connection
'@)
                $null = $shell.AddArgument(
                    $Connections[$Connection]).AddArgument($Command).AddArgument($TaskId).AddArgument($Parameter)
                $global:running = $shell.BeginInvoke()
            }

            # Ends the command; returns the elapsed milliseconds and the outcome.
            $end = {
                param($By)

                $clock = [Diagnostics.Stopwatch]::StartNew()
                if ($By -eq 'Ctrl+C') {
                    $shell.Stop()
                } else {
                    $runspace.Close()
                    $null = $running.AsyncWaitHandle.WaitOne(600000)
                }

                $milliseconds = $clock.Elapsed.TotalMilliseconds
                $state = "$($shell.InvocationStateInfo.State)"
                $shell.Dispose()
                $runspace.Dispose()
                @{ Milliseconds = $milliseconds; State = $state }
            }
        }

        It 'by <By> while <While>: <Command>' -ForEach $stopCases {
            $connection = Open-Connection @{ ThrottleLimit = 9; TimeoutSec = $neverSec }
            if ($Fault) {
                Add-TestGatewayFault $gateway $Fault
            }

            $expected = $ids.Count / $PerRequest
            $sockets = Get-SocketCount
            $null = Invoke-FaultSession $session $begin @{
                Connection = $connection
                Command    = $Command
                TaskId     = $Fault ? $ids : (Get-TestTaskId Progressing (1..9))
                Parameter  = $Fault ? $Parameter : @{ PollingIntervalSec = 200 }
            }
            Wait-TestCondition {
                (Get-TestGatewayStatistic $gateway).requests -eq $expected
            } 'every request has arrived'
            $isIdle = $While -eq 'it waits before a retry' -or -not $Fault
            if ($isIdle) {
                $null = Wait-Idle ([Diagnostics.Stopwatch]::new())
            }

            $clock = [Diagnostics.Stopwatch]::StartNew()
            $ended = Invoke-FaultSession $session $end @{ By = $By }
            $canceled = Wait-Idle $clock
            Add-Stop $By $Command $While $ended.Milliseconds $canceled

            $ended.State | Should -Be 'Stopped'
            (Get-TestGatewayStatistic $gateway).requests | Should -Be $expected -Because 'nothing more is sent'
            if (-not $isIdle) {
                # Connections with requests in flight cannot be reused, and are closed.
                Wait-TestCondition { (Get-SocketCount) -le $sockets } 'no socket stays behind'
            }
        }

        It 'by <By> while the rest of the requests hangs: <Command>' -ForEach $downstreamCases {
            $connection = Open-Connection @{ TimeoutSec = $neverSec }
            Add-TestGatewayFault $gateway @{ kind = 'hangBeforeHeaders'; idContains = $slowMark }

            $result = Invoke-FaultSession $session {
                param($Connection, $Command, $TaskId, $Parameter, $By)

                $open = $Connections[$Connection]
                $clock = [Diagnostics.Stopwatch]::new()
                $tasks = [Collections.Generic.List[string]]::new()
                $caught = ''
                try {
                    if ($By -like 'Select-Object*') {
                        $TaskId | & $Command @Parameter -Connection $open |
                            ForEach-Object { $tasks.Add($_.TaskId); $clock.Restart(); $_ } | Select-Object -First 3 |
                            Out-Null
                    } else {
                        $TaskId | & $Command @Parameter -Connection $open | ForEach-Object {
                            $tasks.Add($_.TaskId)
                            if ($tasks.Count -eq 3) { $clock.Restart(); throw 'enough' }
                        }
                    }
                } catch {
                    $caught = "$_"
                }

                @{ Milliseconds = $clock.Elapsed.TotalMilliseconds; Tasks = $tasks; Caught = $caught }
            } @{ Connection = $connection; Command = $Command; TaskId = $slowIds; Parameter = $Parameter; By = $By }
            $canceled = Wait-Idle ([Diagnostics.Stopwatch]::StartNew())
            Add-Stop $By $Command 'the rest of its requests hangs' $result.Milliseconds (
                $canceled + $result.Milliseconds
            )

            $result.Tasks | Should -Be $slowIds[0..2]
            $result.Caught | Should -Be ($By -eq 'an error downstream' ? 'enough' : '')
        }

        It 'leaves no thread behind' {
            $connection = Open-Connection @{ TimeoutSec = $neverSec }
            Add-TestGatewayFault $gateway @{ kind = 'hangBeforeHeaders' }

            $counts = Invoke-FaultSession $session {
                param($Connection, $TaskId)

                # Threads except those of the thread pool, whose number varies.
                function Get-ThreadCount {
                    $process = [Diagnostics.Process]::GetCurrentProcess()
                    $process.Threads.Count - [Threading.ThreadPool]::ThreadCount
                    $process.Dispose()
                }

                function Invoke-Round {
                    $initial = [initialsessionstate]::CreateDefault2()
                    $initial.ImportPSModule($env:SUNOPS_TEST_MODULE)
                    $runspace = [runspacefactory]::CreateRunspace($initial)
                    $runspace.Open()
                    $shell = [powershell]::Create($runspace)
                    $null = $shell.AddScript(
                        'param($Connection, $TaskId) $TaskId | Get-SunoTask -Connection $Connection').AddArgument(
                        $Connections[$Connection]).AddArgument($TaskId)
                    $null = $shell.BeginInvoke()
                    Start-Sleep -Milliseconds 50
                    $shell.Stop()
                    $shell.Dispose()
                    $runspace.Dispose()
                }

                Invoke-Round
                $before = Get-ThreadCount
                1..10 | ForEach-Object { Invoke-Round }
                $clock = [Diagnostics.Stopwatch]::StartNew()
                do {
                    Start-Sleep -Milliseconds 100
                    $after = Get-ThreadCount
                } while ($after -gt $before -and $clock.Elapsed.TotalSeconds -lt 30)
                @{ Before = $before; After = $after }
            } @{ Connection = $connection; TaskId = $ids }

            $counts.After | Should -BeLessOrEqual $counts.Before
            $null = Wait-Idle ([Diagnostics.Stopwatch]::new())
        }
    }

    Context 'and the key of a session' {
        BeforeAll {
            $scene = @'
$VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
$key = $env:FAULT_TEST_KEY
$uri = $env:FAULT_TEST_URI
Import-Module $env:SUNOPS_TEST_MODULE -Verbose:$false
$null = Start-Transcript -LiteralPath (Join-Path $PSScriptRoot 'dump-transcript.txt')
$ids = 1..4 | ForEach-Object { '5f3a0001-0000-4000-8000-{0:x12}' -f $_ }
$kept = [Collections.Generic.List[object]]::new()

# Typed as text on the line of a command that fails.
Connect-SunoApi -BaseUri $uri -ApiKey '<key>' -MaximumRetryCount 0 -TimeoutSec 5; Get-SunoTask 'task-that-there-is-not'
$connection = Get-SunoConnection
$connection; $connection | Format-List *; "$connection"
$kept.Add($connection)
$kept.AddRange(@(Get-SunoTask $ids | Tee-Object -Variable shown)); $shown; $shown | Format-List *
$kept.AddRange(@(Get-SunoTaskBatch $ids -ExpandClip | Tee-Object -Variable shown)); $shown

# The gateway repeats the key in its answers.
foreach ($id in ("$env:FAULT_TEST_ECHOES" -split ',' | Where-Object { $_ })) {
    Get-SunoTask $id
    Get-SunoTaskBatch $id, $ids[0] -Action MUSIC
}

Test-SunoConnection
Test-SunoConnection | Format-List *

# An invalid address.
Connect-SunoApi -BaseUri "http://$key@127.0.0.1:1"
Connect-SunoApi -BaseUri $uri -ApiKey "$key`nmore"
Connect-SunoApi -BaseUri "$uri/?key=$key" -ApiKey $key
$secret = ConvertTo-SecureString $key -AsPlainText -Force
Connect-SunoApi -BaseUri http://127.0.0.1:1 -ApiKey $secret -MaximumRetryCount 1; Get-SunoTaskBatch $ids

if ($env:FAULT_TEST_PLANT) {
    Write-Verbose "planted $key"
    Write-Error "planted $key"
    $kept.Add([pscustomobject]@{ Planted = $key })
}

Disconnect-SunoApi
$null = Stop-Transcript
$kept | Export-Clixml (Join-Path $PSScriptRoot 'dump-objects.xml') -Depth 3
ConvertTo-Json -InputObject $kept -Depth 8 | Set-Content (Join-Path $PSScriptRoot 'dump-objects.json')
$kept | Export-Csv (Join-Path $PSScriptRoot 'dump-objects.csv')
$Error | Export-Clixml (Join-Path $PSScriptRoot 'dump-errors.xml') -Depth 2
$Error | ForEach-Object {
    "$_", "$($_.ErrorDetails)", $_.InvocationInfo.Line, $_.InvocationInfo.PositionMessage, $_.ScriptStackTrace
    "$($_.TargetObject)"
    $_ | Format-List * -Force | Out-String
    for ($exception = $_.Exception; $exception; $exception = $exception.InnerException) {
        "$exception"
        $exception | Format-List * -Force | Out-String
    }
} | Set-Content (Join-Path $PSScriptRoot 'dump-errors.txt')
"errors: $($Error.Count)"
'@

            # The key, at all possible places in a response.
            $echoes = @(
                @{
                    Status = 401
                    Body = @{
                        error = @{ message = "Incorrect API key provided: $key"; type = 'new_api_error'; code = '' }
                    }
                }
                @{
                    Status = 403
                    Body = @{ error = @{ message = "no right for Bearer $key"; type = $key; code = $key } }
                }
                @{ Status = 400; Body = @{ code = $key; message = "bad $key"; data = $null } }
                @{ Status = 200; Body = @{ code = 'fail'; message = "refused: $key (request id: $key)"; data = $null } }
                @{
                    Status = 500
                    Body = "<html><title>Oops $key</title><body>$key</body></html>"
                    ContentType = 'text/html'
                }
                @{ Status = 200; Body = "no JSON, but $key" }
                @{ Status = 200; Body = '' ; Header = @{ 'x-request-id' = $key; 'x-oneapi-request-id' = $key } }
                @{ Status = 302; Body = ''; Header = @{ Location = "http://elsewhere.example/?key=$key" } }
                @{ Status = 307; Body = ''; Header = @{ Location = "/suno/fetch/${key}?key=$key" } }
                @{
                    Status = 429
                    Body = @{ error = @{ message = "too many for $key" } }
                    Header = @{ 'Retry-After' = $key }
                }
            )
            $echoIds = Get-TestTaskId Music (0xec00..(0xec00 + $echoes.Count - 1))

            function Get-SceneDump {
                # Runs the scene in a separate PowerShell; returns the resulting texts, by name.
                param([switch] $Plant)

                $ownGateway = Start-TestGateway -ApiKey $key
                for ($i = 0; $i -lt $echoes.Count; $i++) {
                    $echo = $echoes[$i]
                    Add-TestGatewayAnswer $ownGateway @echo -IdContains $echoIds[$i] -Times 2
                }

                $echo = $echoes[0]
                Add-TestGatewayAnswer $ownGateway @echo -IdContains ([guid]::Empty) -Times 2

                $environment = @{
                    FAULT_TEST_KEY    = $key
                    FAULT_TEST_URI    = $ownGateway.BaseUri
                    FAULT_TEST_ECHOES = $Plant ? '' : ($echoIds -join ',')
                    FAULT_TEST_PLANT  = $Plant ? '1' : $null
                }
                $run = Invoke-TestPowerShell ($scene -replace '<key>', $key) -Environment $environment
                Stop-TestGateway $ownGateway
                $dump = [ordered]@{ 'dump-printed' = $run.Output + $run.Error }
                foreach ($file in Get-ChildItem -LiteralPath $run.Folder -Filter 'dump-*') {
                    $dump[$file.Name] = Get-Content -LiteralPath $file.FullName -Raw
                }

                $dump
            }
        }

        It 'does not print, transcribe, throw or return it' {
            $dump = Get-SceneDump

            $dump['dump-printed'].Contains('Authorization: ***') |
                Should -BeTrue -Because 'requests are shown without their key'
            $dump['dump-printed'] -match '(?m)^errors: \d\d\s*$' |
                Should -BeTrue -Because 'the scene was played to its end'
            $places = foreach ($name in $dump.Keys) {
                foreach ($form in Find-TestSecret -Text $dump[$name] -Key $key) {
                    $lines = $dump[$name] -split '\r?\n' | Where-Object { Find-TestSecret -Text $_ -Key $key }
                    "$form in ${name}: $($lines -join ' // ')"
                }
            }
            $places | Should -BeNullOrEmpty
        }

        It 'is found in each place where it is planted' {
            $dump = Get-SceneDump -Plant

            foreach ($name in $dump.Keys) {
                $found = Find-TestSecret -Text $dump[$name] -Key $key
                # A CSV file has the columns of its first object.
                if ($name -ne 'dump-objects.csv') {
                    $found | Should -Contain 'the key' -Because "$name is searched"
                }
            }
        }
    }
}
