module example.test/context

go 1.27
