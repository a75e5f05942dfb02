module example.com/memmoves

go 1.27
