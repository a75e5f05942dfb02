module nest

go 1.27
