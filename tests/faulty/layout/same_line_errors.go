package main

func main() { a := 1; b := 2; var c string = 3; d(); e.f = 1; return 5 }
