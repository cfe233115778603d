#Requires -Version 7.4

Describe 'Runspaces' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
        $modulePath = Get-TestModulePath
        $gateway = Start-TestGateway
        $other = Start-TestGateway -ApiKey 'sk-other-3Zt8QnYc5Wd2Xb7M'
        $ids = Get-TestTaskId Music (1..24)
    }

    BeforeEach {
        Reset-TestGateway $gateway
        Reset-TestGateway $other
        Disconnect-SunoApi
    }

    It 'A new runspace is not connected, though this one is' {
        Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey

        (Invoke-TestRunspace 'Get-SunoConnection; try { Get-SunoTask x } catch { $_.FullyQualifiedErrorId }').Output |
            Should -BeExactly 'NotConnected,SunoPS.Commands.GetSunoTaskCommand'
        @(Get-TestGatewayLog $gateway) | Should -HaveCount 0
    }

    It 'ForEach-Object -Parallel works with -Connection $using:connection' {
        $connection = Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey -PassThru
        $tasks = $ids | ForEach-Object -ThrottleLimit 6 -Parallel {
            Import-Module $using:modulePath
            Get-SunoTask $_ -Connection $using:connection
        }

        $tasks.TaskId | Sort-Object | Should -Be ($ids | Sort-Object)
        $log = @(Get-TestGatewayLog $gateway)
        $log | Should -HaveCount 24
        $log.Authorization | Select-Object -Unique | Should -BeExactly "Bearer $($gateway.ApiKey)"
    }

    It 'ForEach-Object -Parallel never mixes runspaces with separate connections' {
        $workers = 0..7 | ForEach-Object {
            $server = $_ % 2 ? $other : $gateway
            @{ Number = $_; BaseUri = $server.BaseUri; ApiKey = $server.ApiKey
                Ids = Get-TestTaskId Music ((1000 * $_)..(1000 * $_ + 29)) }
        }
        $results = $workers | ForEach-Object -ThrottleLimit 8 -Parallel {
            Import-Module $using:modulePath
            Connect-SunoApi -BaseUri $_.BaseUri -ApiKey $_.ApiKey
            # One command for each id, so that the runspaces alternate.
            $fetched = $_.Ids | ForEach-Object { Get-SunoTask $_ }
            @{ Number = $_.Number; Ids = $fetched.TaskId; Address = (Get-SunoConnection).BaseUri.OriginalString }
        }

        $results | Should -HaveCount 8
        foreach ($result in $results) {
            $result.Ids | Should -Be $workers[$result.Number].Ids
            $result.Address | Should -Be $workers[$result.Number].BaseUri
        }

        foreach ($server in $gateway, $other) {
            $log = @(Get-TestGatewayLog $server)
            $expected = ($workers | Where-Object { $_.BaseUri -eq $server.BaseUri }).Ids
            $log.Authorization | Select-Object -Unique | Should -BeExactly "Bearer $($server.ApiKey)"
            $log.RawTarget -replace '.*/' | Sort-Object | Should -Be ($expected | Sort-Object)
        }
    }
}
