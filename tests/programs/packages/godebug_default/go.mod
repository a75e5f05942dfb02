module example.com/godebug

go 1.20
