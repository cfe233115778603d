#Requires -Version 7.4

Describe 'Get-SunoTaskBatch' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
        $gateway = Start-TestGateway
        $ids = Get-TestTaskId Music (1..25)
    }

    BeforeEach {
        Reset-TestGateway $gateway
        Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey
    }

    Context 'The requests of Get-SunoTaskBatch' {
        It 'are as few as -BatchSize <Size> allows: <Expected>' -ForEach @(
            @{ Size = 10; Expected = 10, 10, 5 }, @{ Size = 12; Expected = 12, 12, 1 }
            @{ Size = 1; Expected = @(1) * 25 }, @{ Size = 25; Expected = , 25 }, @{ Size = 1000; Expected = , 25 }
            @{ Size = $null; Count = 250; Expected = 100, 100, 50 }
        ) {
            $asked = Get-TestTaskId Music (1..($_['Count'] ?? 25))
            $given = $Size ? @{ BatchSize = $Size } : @{}
            (Get-SunoTaskBatch $asked @given -ThrottleLimit 1).TaskId | Should -Be $asked

            $log = @(Get-TestGatewayLog $gateway)
            $log.ForEach({ $_.Ids.Count }) | Should -Be $Expected
            $log.Ids | Should -Be $asked
            $log.Method | Select-Object -Unique | Should -BeExactly 'POST'
        }

        It 'follow -BatchSize before the one of the connection' {
            Connect-SunoApi -BaseUri $gateway.BaseUri -ApiKey $gateway.ApiKey -BatchSize 3 -ThrottleLimit 1
            $null = Get-SunoTaskBatch $ids[0..5]
            $null = Get-SunoTaskBatch $ids[0..5] -BatchSize 6

            (Get-TestGatewayLog $gateway).ForEach({ $_.Ids.Count }) | Should -Be @(3, 3, 6)
        }

        It 'are answered while ids still arrive' {
            $count = @{ Seen = 0; Given = 0 }
            $source = {
                foreach ($id in Get-TestTaskId Music (1..500)) {
                    if ($count.Seen -eq 0) {
                        $count.Given++
                        $id
                    }
                }
            }
            & $source | Get-SunoTaskBatch -BatchSize 10 -ThrottleLimit 1 | ForEach-Object { $count.Seen++ }

            $count.Given | Should -BeLessOrEqual 21
            $count.Seen | Should -Be $count.Given
        }

        It 'refuses -BatchSize <_>' -ForEach 0, -1, 10001 {
            { Get-SunoTaskBatch $ids -BatchSize $_ } | Should -Throw -ExpectedMessage '*BatchSize*'
            @(Get-TestGatewayLog $gateway) | Should -HaveCount 0
        }
    }

    It 'Get-SunoTaskBatch -Action is sent as given: <_>' -ForEach 'MUSIC', 'LYRICS', 'music', 'UPLOADS', '音乐' {
        $null = Get-SunoTaskBatch $ids[0] -Action $_

        ((Get-TestGatewayLog $gateway).Body | ConvertFrom-Json).action | Should -BeExactly $_
    }
}
