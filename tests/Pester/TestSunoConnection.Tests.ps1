#Requires -Version 7.4

Describe 'Test-SunoConnection' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
        $gateway = Start-TestGateway
    }

    BeforeEach {
        Reset-TestGateway $gateway
        Clear-TestEnvironment
        Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey
    }

    It 'says that address and key are right, by free requests' {
        $result = Test-SunoConnection

        $result | Should -BeOfType ([SunoPS.SunoConnectionTest])
        $result.IsSuccess | Should -BeTrue
        $result.IsReachable | Should -BeTrue
        $result.IsAuthorized | Should -BeTrue
        $result.Latency | Should -BeGreaterThan ([timespan]::Zero)
        $result.Reason | Should -Match 'accepted the key'
        $result.CanFetch | Should -BeTrue
        $result.CanSubmit | Should -BeTrue
        Reset-TestGateway $gateway
        Test-SunoConnection -Quiet | Should -BeTrue
        @(Get-TestGatewayLog $gateway) | Should -HaveCount 1
    }

    It 'tests each connection from the pipeline and as an argument, and no other' {
        $connections = foreach ($key in $gateway.ApiKey, 'sk-wrong-key-of-a-test') {
            Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $key -PassThru
        }
        Disconnect-SunoApi

        ($connections | Test-SunoConnection).IsSuccess | Should -Be $true, $false
        Test-SunoConnection $connections -Quiet | Should -Be $true, $false
        @() | Test-SunoConnection | Should -BeNullOrEmpty
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

    It 'shows a wrong path' {
        Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey -BatchPath /nowhere

        $result = Test-SunoConnection
        $result.IsSuccess | Should -BeFalse
        $result.IsReachable | Should -BeTrue
        $result.Reason | Should -Match '404.*-Detect'
    }

    It 'reports a wrong environment, with -Quiet:<Quiet>' -ForEach @{ Quiet = $true }, @{ Quiet = $false } {
        Disconnect-SunoApi
        $env:SUNO_API_BASE_URI = 'nonsense'
        { Test-SunoConnection -Quiet:$Quiet } | Should -Throw -ErrorId 'InvalidArgument,*'
    }

    It 'is advised what to type if nothing is connected, and false with -Quiet' {
        Disconnect-SunoApi

        Test-SunoConnection -Quiet | Should -BeFalse
        { Test-SunoConnection } | Should -Throw -ErrorId 'NotConnected,SunoPS.Commands.TestSunoConnectionCommand'
    }
}
