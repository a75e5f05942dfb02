package main

func f() (int, err error) { return 0, nil }

func g() a, b {}

func main() {}
