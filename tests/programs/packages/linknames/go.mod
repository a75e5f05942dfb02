module example.com/lnk

go 1.27
