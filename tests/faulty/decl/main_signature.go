package main

func main() int { return 1 }

func init(a int) {}
