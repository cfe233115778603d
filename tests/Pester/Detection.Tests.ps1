#Requires -Version 7.4

Describe 'Connect-SunoApi -Detect' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
        $gateway = Start-TestGateway
        $id = Get-TestTaskId Music 1
    }

    BeforeEach {
        Reset-TestGateway $gateway
        Disconnect-SunoApi
    }

    It 'finds the dialect at <Path>, accepts limits, and outputs the connection with -PassThru' -ForEach @(
        @{ Path = '/x-see'; Scheme = 'Raw'; Method = 'Get'; Action = $null }
        @{ Path = '/openai-hub/v1'; Scheme = 'Bearer'; Method = 'Post'; Action = 'MUSIC' }
        @{ Path = '/suno-api'; Scheme = 'Bearer'; Method = 'Post'; Action = $null }
    ) {
        $here = @{ BaseUri = "$($gateway.BaseUri)$Path"; ApiKey = $gateway.ApiKey; Detect = $true }
        Connect-SunoApi @here | Should -BeNullOrEmpty
        $connection = Connect-SunoApi @here -TimeoutSec 7 -PassThru

        [object]::ReferenceEquals($connection, (Get-SunoConnection)) | Should -BeTrue
        $connection.TimeoutSec | Should -Be 7
        $connection.AuthenticationScheme | Should -Be $Scheme
        $connection.BatchMethod | Should -Be $Method
        $connection.DefaultAction | Should -Be $Action
        (Get-SunoTask $id).Status | Should -Be 'Success'
        (Get-SunoTaskBatch $id).Status | Should -Be 'Success'
    }

    It 'reports each probe in one verbose line, without the key' {
        $lines = Connect-SunoApi -BaseUri "$($gateway.BaseUri)/x-see" -ApiKey $gateway.ApiKey -Detect -Verbose 4>&1

        $lines.Message | Should -Be @(
            'Probe 1 of 127.0.0.1: POST /x-see/suno/fetch (Bearer key): 405 Method Not Allowed'
            'Probe 2 of 127.0.0.1: GET /x-see/suno/fetch (Bearer key): 401 Unauthorized: ' +
                ($lines[1].Message -replace '^.*401 Unauthorized: ')
            'Probe 3 of 127.0.0.1: GET /x-see/suno/fetch (bare key): accepted'
        )
        "$lines" | Should -Not -Match ([regex]::Escape($gateway.ApiKey))
        @(Get-TestGatewayLog $gateway) | Should -HaveCount 3
    }

    It 'refuses a website' {
        Add-TestGatewayAnswer $gateway -Body '<html><title>Welcome</title></html>' -ContentType 'text/html' -Times 100

        $thrown = { Connect-SunoApi -BaseUri "$($gateway.BaseUri)/v1" -ApiKey $gateway.ApiKey -Detect } |
            Should -Throw -ErrorId 'InvalidResponse,SunoPS.Commands.ConnectSunoApiCommand' -PassThru
        $lines = $thrown.Exception.Message -split "`n"
        $lines | Should -HaveCount 9
        $lines[0] | Should -Match '^http://127\.0\.0\.1:\d+/v1 does not respond in the protocol\. Check that -BaseUri'
        $lines[1] | Should -BeExactly '  POST /v1/suno/fetch (Bearer key)         200 OK: Welcome'
        Get-SunoConnection | Should -BeNullOrEmpty
    }

    It 'distinguishes a wrong key from a wrong path, and shows neither it nor the line with it' {
        $thrown = { Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey 'sk-wrong-key-of-a-test' -Detect } |
            Should -Throw -ErrorId 'Unauthorized,SunoPS.Commands.ConnectSunoApiCommand' -PassThru

        $thrown.Exception.Message | Should -Match 'rejected the API key'
        ($thrown | Format-List -Property * -Force | Out-String) + ($thrown | Out-String) |
            Should -Not -Match 'sk-wrong-key-of-a-test'
    }

    It 'does not combine with parameters that it detects' {
        { Connect-SunoApi -BaseUri $gateway.BaseUri -Detect -BatchPath /x -ErrorAction Stop } |
            Should -Throw -ErrorId 'AmbiguousParameterSet*'
    }
}
