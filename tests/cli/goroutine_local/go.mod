module gls

go 1.27
