module undergo.example

go 1.27
