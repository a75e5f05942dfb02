module example.test/calls

go 1.27
