module example.com/asmdata

go 1.27
