#Requires -Version 7.4

# Faults in PowerShell: streams, stopping and memory. tests/SunoPS.Client.Tests/Faults has every fault.

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

        $gateway = Start-TestGateway
        $ids = Get-TestTaskId Music (1..9)
        # The time limit of a hanging attempt, far more than that of a test.
        $neverSec = 3600

        function Connect-Gateway {
            param([hashtable] $Option = @{})

            Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey -BatchSize 3 @Option -PassThru
        }
    }

    BeforeEach {
        Reset-TestGateway $gateway
    }

    It 'with more than anybody can read does not fill the memory' {
        $endlessId, $bombId, $hugeId = $ids[0..2]
        Add-TestGatewayFault $gateway @{ kind = 'endlessBody'; idContains = $endlessId }
        Add-TestGatewayFault $gateway @{ kind = 'bomb'; miB = 1100; idContains = $bombId }
        Add-TestGatewayFault $gateway @{ kind = 'hugeBody'; idContains = $hugeId }

        $run = Invoke-TestPowerShell -Gateway $gateway -Environment @{ IDS = $ids[0..2] -join ',' } -Script @'
function Get-Peak {
    $process = [Diagnostics.Process]::GetCurrentProcess()
    $process.PeakWorkingSet64 / 1MB
    $process.Dispose()
}
$null = Get-SunoTask '5f3a0001-0000-4000-8000-0000000000aa'
$before = Get-Peak
foreach ($id in $env:IDS -split ',') {
    Get-SunoTask $id -ErrorAction SilentlyContinue -ErrorVariable failed
    "$($failed.FullyQualifiedErrorId)"
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

    It 'that refuses the key with <Status> ends <Command> with one error, after earlier tasks' -ForEach @(
        $commands.ForEach({ $_ + @{ Status = 401; ErrorId = 'Unauthorized' } })
        $commands[1] + @{ Status = 403; ErrorId = 'Forbidden' }
    ) {
        $connection = Connect-Gateway
        Add-TestGatewayFault $gateway @{ kind = 'status'; status = $Status; idContains = $ids[4] }
        $struck = $PerRequest -eq 1 ? $ids[4] : $ids[3..5]
        $Error.Clear()
        $thrown = try {
            $null = $ids | & $Command @Parameter -Connection $connection -OutVariable tasks -ErrorAction Continue
        } catch { $_ }

        $thrown.FullyQualifiedErrorId | Should -BeLike "$ErrorId,*"
        $thrown.TargetObject | Should -BeIn $struck
        $Error | Should -HaveCount 1
        $had = @($tasks | ForEach-Object TaskId)
        $had | Sort-Object | Should -Be @($ids | Where-Object { $_ -in $had -and $_ -notin $struck })
        (Get-TestGatewayStatistic $gateway).requests | Should -BeLessOrEqual ($ids.Count / $PerRequest)
        Reset-TestGateway $gateway
        ($ids | & $Command @Parameter -Connection $connection).TaskId | Sort-Object |
            Should -Be $ids -Because 'the connection goes on to serve'
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

            function Wait-Idle {
                Wait-TestCondition { (Get-TestGatewayStatistic $gateway).inFlight -eq 0 } 'no request is in flight'
            }

            function Get-SocketCount {
                # The open connections to the gateway.
                $port = ([uri] $gateway.BaseUri).Port
                @([Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpConnections() |
                        Where-Object { $_.RemoteEndPoint.Port -eq $port -and $_.State -eq 'Established' }).Count
            }

            function Start-Command {
                # Starts a command in a separate runspace, without waiting for it.
                param([string] $Command, [string[]] $TaskId, [hashtable] $Parameter)

                $lines = 'param($Command, $TaskId, $Parameter) $TaskId | & $Command @Parameter'
                Start-TestRunspace $lines @{ Command = $Command; TaskId = $TaskId; Parameter = $Parameter }
            }
        }

        It 'by <By> while <While>: <Command>' -ForEach $stopCases {
            $connection = Connect-Gateway @{ ThrottleLimit = 9; TimeoutSec = $neverSec }
            if ($Fault) {
                Add-TestGatewayFault $gateway $Fault
            }

            $expected = $ids.Count / $PerRequest
            $sockets = Get-SocketCount
            $all = @{ Connection = $connection } + ($Fault ? $Parameter : @{ PollingIntervalSec = 200 })
            $started = Start-Command $Command ($Fault ? $ids : (Get-TestTaskId Progressing (1..9))) $all
            Wait-TestCondition { (Get-TestGatewayStatistic $gateway).requests -eq $expected } 'every request arrives'
            $isIdle = $While -eq 'it waits before a retry' -or -not $Fault
            if ($isIdle) {
                Wait-Idle
            }

            if ($By -eq 'Ctrl+C') {
                $started.Shell.Stop()
            } else {
                $started.Shell.Runspace.Close()
                $null = $started.Running.AsyncWaitHandle.WaitOne(600000)
            }

            "$($started.Shell.InvocationStateInfo.State)" | Should -Be 'Stopped'
            Remove-TestRunspace $started
            Wait-Idle
            (Get-TestGatewayStatistic $gateway).requests | Should -Be $expected -Because 'nothing more is sent'
            if (-not $isIdle) {
                # Connections with requests in flight cannot be reused, and are closed.
                Wait-TestCondition { (Get-SocketCount) -le $sockets } 'no socket stays behind'
            }
        }

        It 'by <By> while the rest of the requests hangs: <Command>' -ForEach $downstreamCases {
            $connection = Connect-Gateway @{ TimeoutSec = $neverSec }
            Add-TestGatewayFault $gateway @{ kind = 'hangBeforeHeaders'; idContains = '5f3a0002' }
            $caught = try {
                if ($By -like 'Select-Object*') {
                    $null = $slowIds | & $Command @Parameter -Connection $connection -OutVariable tasks |
                        Select-Object -First 3
                } else {
                    $slowIds | & $Command @Parameter -Connection $connection -OutVariable tasks |
                        ForEach-Object { if ($tasks.Count -eq 3) { throw 'enough' } }
                }
            } catch { "$_" }

            Wait-Idle
            $tasks.TaskId | Should -Be $slowIds[0..2]
            $caught | Should -Be ($By -eq 'an error downstream' ? 'enough' : $null)
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
                $started = Start-Command Get-SunoTask $ids @{ Connection = $connection }
                Wait-TestCondition { (Get-TestGatewayStatistic $gateway).requests -gt $before } 'a request has arrived'
                $started.Shell.Stop()
                Remove-TestRunspace $started
            }

            Invoke-Round
            $before = Get-ThreadCount
            1..10 | ForEach-Object { Invoke-Round }

            Wait-TestCondition { (Get-ThreadCount) -le $before } 'no thread stays behind'
            Wait-Idle
        }
    }
}
