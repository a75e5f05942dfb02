module example.test/dotted

go 1.27
