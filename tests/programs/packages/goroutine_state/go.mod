module example.com/goroutinestate

go 1.27
