module example.com/bp

go 1.27
