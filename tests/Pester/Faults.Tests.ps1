#Requires -Version 7.4

# Faults in PowerShell: some of the matrix that tests/SunoPS.Client.Tests/Faults runs for the client, and the behavior
# of PowerShell: streams, stopping and memory. Secrets.Tests.ps1 looks for leaks of a key in everything of a session.

BeforeDiscovery {
    # The commands: the number of ids per request, the parameters, and whether it polls until its time limit.
    $commands = @(
        @{ Command = 'Get-SunoTask'; PerRequest = 1; Parameter = @{}; Waits = $false }
        @{ Command = 'Get-SunoTaskBatch'; PerRequest = 3; Parameter = @{}; Waits = $false }
        @{ Command = 'Wait-SunoTask'; PerRequest = 3; Parameter = @{ PollingIntervalSec = 1 }; Waits = $true }
    )
}

Describe 'A gateway that fails' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')

        # A marked key, which is found wherever it leaks.
        $key = 'sk-MARKED-v9Kq2XwR7tLz4TnB8mHd'
        $gateway = Start-TestGateway -ApiKey $key
        # The foreign server, which must never receive the key.
        $stranger = Start-TestGateway -ApiKey 'sk-stranger'

        $ids = Get-TestTaskId Music (1..9)
        $struckId = $ids[4]
        $nextIds = Get-TestTaskId Music (101..109)

        # The time limit of a hanging attempt, far more than that of a test.
        $neverSec = 3600

        function Connect-Gateway {
            param([hashtable] $Option)

            $all = @{ BaseUri = $gateway.BaseUri; ApiKey = $key; BatchSize = 3 } + $Option
            Connect-SunoApi @all -PassThru -WarningAction Ignore
        }

        function Invoke-Captured {
            # Pipes ids to a command with -Verbose -Debug; returns its results, and all that it printed or left in
            # $Error, as text.
            param($Connection, [string] $Command, [string[]] $TaskId = $ids, [hashtable] $Parameter = @{})

            $captured = [Collections.Generic.List[object]]::new()
            $ended = $null
            $Error.Clear()
            try {
                $TaskId | & $Command @Parameter -Connection $Connection -Verbose -Debug -WarningAction Continue `
                    -ErrorAction Continue *>&1 | ForEach-Object { $captured.Add($_) }
            } catch {
                $ended = $_
            }

            $records = @($captured) + $ended
            $exceptions = $records.Where({ $_ -is [Management.Automation.ErrorRecord] }).ForEach({ $_.Exception })
            [pscustomobject]@{
                Results    = @($captured.Where({ $_ -is [SunoPS.SunoTask] -or
                            $_ -is [Management.Automation.ErrorRecord] }))
                Ended      = $ended
                Verbose    = $captured.Where({ $_ -is [Management.Automation.VerboseRecord] }).ForEach('Message')
                ErrorCount = $Error.Count
                Text       = $records + $exceptions.ForEach('ToString') + ($exceptions | Format-List * -Force) |
                    Out-String
            }
        }

        function Get-ResultId {
            # The id of a task, or that of an error with its id.
            param([Parameter(ValueFromPipeline)] $Result)

            process {
                $Result -is [SunoPS.SunoTask] ? $Result.TaskId :
                "$($Result.TargetObject) $($Result.FullyQualifiedErrorId.Split(',')[0])"
            }
        }

        function Get-StruckId {
            # The ids in the same request as the id that the fault strikes.
            param([int] $PerRequest)

            $first = 4 - (4 % $PerRequest)
            $ids[$first..($first + $PerRequest - 1)]
        }

        function Assert-Outcome {
            # Asserts that every id has one result in order, a task or the expected error, without the key.
            param($Result, [string] $ErrorId, [string[]] $Struck = @(), [string[]] $Asked = $ids)

            $Result.Ended | Should -BeNullOrEmpty -Because 'the command goes on to its end'
            $Result.Results | Get-ResultId |
                Should -Be $Asked.ForEach({ $_ -in $Struck ? "$_ $ErrorId" : $_ }) `
                    -Because 'every id comes out once, in order, and a fault costs only the ids of its request'
            $Result.ErrorCount | Should -BeLessOrEqual $Struck.Count -Because 'nothing else is left in $Error'
            Find-TestSecret -Text $Result.Text -Key $key | Should -BeNullOrEmpty -Because 'the key stays secret'
        }
    }

    BeforeEach {
        Reset-TestGateway $gateway
        Reset-TestGateway $stranger
    }

    Context 'with Get-SunoTaskBatch' {
        It 'of the matrix, <Name>' -ForEach @(
            @{ Name = 'hang before headers'; Fault = @{ kind = 'hangBeforeHeaders' }; ErrorId = 'Timeout' }
            @{
                Name = '429, Retry-After of an hour'
                Fault = @{ kind = 'status'; status = 429; retryAfterSec = 3600 }
                ErrorId = 'RateLimited'
            }
            @{ Name = '502'; Fault = @{ kind = 'status'; status = 502; isHtml = $true }; ErrorId = 'GatewayError' }
            @{
                Name = 'redirect to another host'
                Fault = @{ kind = 'redirect'; location = '{stranger}{target}' }
                ErrorId = 'GatewayError'
            }
            @{ Name = 'wrong order'; Fault = @{ kind = 'wrongOrder' }; ErrorId = $null }
            @{ Name = 'unrequested tasks alone'; Fault = @{ kind = 'onlyForeignTasks' }; ErrorId = 'TaskNotFound' }
        ) {
            # An endless response has a time limit of one second; nothing else may depend on it.
            $isEndless = $ErrorId -eq 'Timeout'
            $asked = $isEndless ? (Get-StruckId 3) : $ids
            $connection = Connect-Gateway @{ MaximumRetryCount = 0; TimeoutSec = $isEndless ? 1 : $neverSec }
            $armed = $Fault + @{ idContains = $struckId }
            if ($Fault['location']) {
                $armed.location = $Fault.location.Replace('{stranger}', $stranger.BaseUri)
            }

            Add-TestGatewayFault $gateway $armed

            $result = Invoke-Captured $connection Get-SunoTaskBatch $asked

            Assert-Outcome $result $ErrorId ($ErrorId ? (Get-StruckId 3) : @()) $asked
            (Get-TestGatewayStatistic $gateway).requests | Should -Be ($asked.Count / 3)
            (Get-TestGatewayStatistic $stranger).requests | Should -Be 0 -Because 'nobody else gets the request'
            if ($Name -like '*hour') {
                $exception = $result.Results.Where({ $_ -isnot [SunoPS.SunoTask] })[0].Exception
                $exception.RetryAfter | Should -Be ([timespan]::FromHours(1))
                $exception.Message | Should -Match 'Try again in 60 min, or with a smaller -ThrottleLimit\.$'
            }
        }

        It 'of the matrix, refused connection' {
            $connection = Connect-SunoApi -BaseUri "http://127.0.0.1:$(Get-TestUnusedPort)" -ApiKey $key -BatchSize 3 `
                -MaximumRetryCount 0 -PassThru

            Assert-Outcome (Invoke-Captured $connection Get-SunoTaskBatch) 'ConnectionFailed' $ids
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
            $grown = [int] $Matches.MiB
            ($run.Output -split '\r?\n' -like 'InvalidResponse,*') | Should -HaveCount 3
            # The limit is 32 MiB. Intermediate buffers take as much again, and the pool keeps a set for each reading
            # thread. Reading to the end would need more than a GiB.
            $grown | Should -BeLessThan 512
        }
    }

    Context 'that refuses the key' {
        It '<Status>: <Command> ends with <ErrorId>' -ForEach @(
            foreach ($command in $commands) {
                $command + @{ Status = 401; ErrorId = 'Unauthorized' }
            }

            $commands[1] + @{ Status = 403; ErrorId = 'Forbidden' }
        ) {
            $connection = Connect-Gateway @{ MaximumRetryCount = 1 }
            Add-TestGatewayFault $gateway @{ kind = 'status'; status = $Status; idContains = $struckId }

            $result = Invoke-Captured $connection $Command $ids $Parameter

            $result.Ended.FullyQualifiedErrorId | Should -BeLike "$ErrorId,*"
            $result.Ended.TargetObject | Should -BeIn (Get-StruckId $PerRequest)
            $had = @($result.Results | Get-ResultId | Sort-Object)
            $had |
                Should -Be @($ids | Where-Object { $_ -in $had -and $_ -notin (Get-StruckId $PerRequest) }) `
                    -Because 'what there was comes out once, and one error says it for all'
            (Get-TestGatewayStatistic $gateway).requests | Should -BeLessOrEqual ($ids.Count / $PerRequest)
            Find-TestSecret -Text $result.Text -Key $key | Should -BeNullOrEmpty -Because 'the key stays secret'
            Reset-TestGateway $gateway
            ($nextIds | & $Command @Parameter -Connection $connection).TaskId | Sort-Object |
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
                Add-TestGatewayFault $gateway @{ kind = 'status'; status = 502; idContains = $id }
            }

            $connection = Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $key -MaximumRetryCount 1 -PassThru
            $Error.Clear()
            $all = $many | Get-SunoTaskBatch -BatchSize 5 -Connection $connection -ErrorAction Continue 2>&1

            @($Error | ForEach-Object { $_.TargetObject }) | Sort-Object | Should -Be $struck
            @($all | ForEach-Object { $_ -is [Management.Automation.ErrorRecord] ? $_.TargetObject : $_.TaskId }) |
                Should -Be $many
            $failed = @($all | Where-Object { $_ -is [Management.Automation.ErrorRecord] })
            $failed.ForEach({ $_.TargetObject }) | Should -Be $struck
            $failed.ForEach({ $_.FullyQualifiedErrorId }) | Select-Object -Unique |
                Should -Be 'GatewayError,SunoPS.Commands.GetSunoTaskBatchCommand'
            (Get-TestGatewayStatistic $gateway).requests | Should -Be (200 + 3)
        }
    }

    Context 'and a command that is stopped' {
        BeforeDiscovery {
            $scenes = @(
                @{ While = 'it waits for headers'; Fault = @{ kind = 'hangBeforeHeaders' } }
                @{ While = 'it waits for the rest of a body'; Fault = @{ kind = 'hangInBody' } }
                @{ While = 'it waits before a retry'; Fault = @{ kind = 'status'; status = 503; retryAfterSec = 200 } }
                @{ While = 'it waits between two rounds'; Fault = $null }
            )
            $stopCases = foreach ($command in $commands) {
                foreach ($scene in $scenes.Where({ $_.Fault -or $command.Waits })) {
                    $scene + $command + @{ By = 'Ctrl+C' }
                }
            }

            # Requests in flight end alike for every cause and command: one scene is enough.
            $stopCases += $scenes[0] + $commands[1] + @{ By = 'closing the runspace' }
            $downstreamCases = foreach ($command in $commands) {
                $command + @{ By = 'Select-Object -First 3' }
                $command + @{ By = 'an error downstream' }
            }
        }

        BeforeAll {
            # The first three get a response, the others never.
            $slowIds = (Get-TestTaskId Music (1..3)) + (Get-TestTaskId Lyrics (1..6))
            $slowMark = '5f3a0002'

            function Wait-Idle {
                Wait-TestCondition {
                    (Get-TestGatewayStatistic $gateway).inFlight -eq 0
                } 'no request is in flight any more'
            }

            function Get-SocketCount {
                # The open connections to the gateway.
                $port = ([uri] $gateway.BaseUri).Port
                @([Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpConnections() |
                        Where-Object { $_.RemoteEndPoint.Port -eq $port -and $_.State -eq 'Established' }).Count
            }

            function Start-Command {
                # Starts a command in a separate runspace, without waiting for it.
                param($Connection, [string] $Command, [string[]] $TaskId, [hashtable] $Parameter = @{})

                $initial = [initialsessionstate]::CreateDefault2()
                $initial.ImportPSModule((Get-TestModulePath))
                $runspace = [runspacefactory]::CreateRunspace($initial)
                $runspace.Open()
                $shell = [powershell]::Create($runspace).AddScript(
                    'param($Connection, $Command, $TaskId, $Parameter)
                    $TaskId | & $Command @Parameter -Connection $Connection')
                $null = $shell.AddParameters([ordered]@{
                        Connection = $Connection; Command = $Command; TaskId = $TaskId; Parameter = $Parameter
                    })
                [pscustomobject]@{ Shell = $shell; Runspace = $runspace; Running = $shell.BeginInvoke() }
            }
        }

        It 'by <By> while <While>: <Command>' -ForEach $stopCases {
            $connection = Connect-Gateway @{ ThrottleLimit = 9; TimeoutSec = $neverSec }
            if ($Fault) {
                Add-TestGatewayFault $gateway $Fault
            }

            $expected = $ids.Count / $PerRequest
            $sockets = Get-SocketCount
            $started = Start-Command $connection $Command ($Fault ? $ids : (Get-TestTaskId Progressing (1..9))) (
                $Fault ? $Parameter : @{ PollingIntervalSec = 200 })
            Wait-TestCondition {
                (Get-TestGatewayStatistic $gateway).requests -eq $expected
            } 'every request has arrived'
            $isIdle = $While -eq 'it waits before a retry' -or -not $Fault
            if ($isIdle) {
                Wait-Idle
            }

            if ($By -eq 'Ctrl+C') {
                $started.Shell.Stop()
            } else {
                $started.Runspace.Close()
                $null = $started.Running.AsyncWaitHandle.WaitOne(600000)
            }

            "$($started.Shell.InvocationStateInfo.State)" | Should -Be 'Stopped'
            $started.Shell.Dispose()
            $started.Runspace.Dispose()
            Wait-Idle
            (Get-TestGatewayStatistic $gateway).requests | Should -Be $expected -Because 'nothing more is sent'
            if (-not $isIdle) {
                # Connections with requests in flight cannot be reused, and are closed.
                Wait-TestCondition { (Get-SocketCount) -le $sockets } 'no socket stays behind'
            }
        }

        It 'by <By> while the rest of the requests hangs: <Command>' -ForEach $downstreamCases {
            $connection = Connect-Gateway @{ TimeoutSec = $neverSec }
            Add-TestGatewayFault $gateway @{ kind = 'hangBeforeHeaders'; idContains = $slowMark }
            $tasks = [Collections.Generic.List[string]]::new()
            $caught = ''
            try {
                if ($By -like 'Select-Object*') {
                    $slowIds | & $Command @Parameter -Connection $connection |
                        ForEach-Object { $tasks.Add($_.TaskId); $_ } | Select-Object -First 3 | Out-Null
                } else {
                    $slowIds | & $Command @Parameter -Connection $connection | ForEach-Object {
                        $tasks.Add($_.TaskId)
                        if ($tasks.Count -eq 3) { throw 'enough' }
                    }
                }
            } catch {
                $caught = "$_"
            }

            Wait-Idle
            $tasks | Should -Be $slowIds[0..2]
            $caught | Should -Be ($By -eq 'an error downstream' ? 'enough' : '')
        }

        It 'leaves no thread behind' {
            $connection = Connect-Gateway @{ TimeoutSec = $neverSec }
            Add-TestGatewayFault $gateway @{ kind = 'hangBeforeHeaders' }

            function Get-ThreadCount {
                # Threads except those of the thread pool, whose number varies.
                $process = [Diagnostics.Process]::GetCurrentProcess()
                $process.Threads.Count - [Threading.ThreadPool]::ThreadCount
                $process.Dispose()
            }

            function Invoke-Round {
                $before = (Get-TestGatewayStatistic $gateway).requests
                $started = Start-Command $connection Get-SunoTask $ids
                Wait-TestCondition { (Get-TestGatewayStatistic $gateway).requests -gt $before } 'a request has arrived'
                $started.Shell.Stop()
                $started.Shell.Dispose()
                $started.Runspace.Dispose()
            }

            Invoke-Round
            $before = Get-ThreadCount
            1..10 | ForEach-Object { Invoke-Round }

            Wait-TestCondition { (Get-ThreadCount) -le $before } 'no thread stays behind'
            Wait-Idle
        }
    }
}
