package main

func main() { /* one */ x /* two */ := /* three
lines */ 1; var y int /* é */ = "日本"; z := 'é' + "x" }
