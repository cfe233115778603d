#Requires -Version 7.4
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

Describe 'Test-SunoConnection' {
    BeforeAll {
        Set-StrictMode -Version Latest
        $ErrorActionPreference = 'Stop'
        Import-Module (Join-Path $PSScriptRoot 'TestSupport.psm1') -Force
        Enter-TestSession
        $gateway = Start-TestGateway
    }

    BeforeEach {
        Reset-TestGateway $gateway
        Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey
    }

    AfterAll {
        Exit-TestSession
    }

    It 'says that address and key are right, by one request' {
        $result = Test-SunoConnection

        $result | Should -BeOfType ([SunoPS.SunoConnectionTest])
        $result.IsSuccess | Should -BeTrue
        $result.IsReachable | Should -BeTrue
        $result.IsAuthorized | Should -BeTrue
        $result.Latency | Should -BeGreaterThan ([timespan]::Zero)
        $result.Reason | Should -Match 'accepted the key'
        Test-SunoConnection -Quiet | Should -BeTrue
        @(Get-TestGatewayLog $gateway) | Should -HaveCount 2
    }

    It 'says that the key is rejected, and gives no error' {
        Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey 'sk-wrong-key-of-a-test'

        $result = Test-SunoConnection
        $result.IsSuccess | Should -BeFalse
        $result.IsReachable | Should -BeTrue
        $result.IsAuthorized | Should -BeFalse
        $result.Reason | Should -Match 'rejected the API key'
        Test-SunoConnection -Quiet | Should -BeFalse
    }

    It 'says that nobody listens, without trying again' {
        Connect-SunoApi -BaseUri "http://127.0.0.1:$(Get-TestUnusedPort)" -ApiKey $gateway.ApiKey -RetryIntervalSec 3600

        $result = Test-SunoConnection
        $result.IsReachable | Should -BeFalse
        $result.IsAuthorized | Should -BeNullOrEmpty
        $result.Latency | Should -BeNullOrEmpty
        $result.Reason | Should -Match 'refused'
    }

    It 'shows a wrong path' {
        Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey -BatchPath /nowhere

        $result = Test-SunoConnection
        $result.IsSuccess | Should -BeFalse
        $result.IsReachable | Should -BeTrue
        $result.Reason | Should -Match '404.*-Detect'
    }

    It 'is advised what to type if nothing is connected' {
        Disconnect-SunoApi

        { Test-SunoConnection } | Should -Throw -ErrorId 'NotConnected,SunoPS.Commands.TestSunoConnectionCommand'
    }
}
