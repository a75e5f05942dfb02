package main

func f(a int, string) {}

func g(a, b ...int, c int) {}

func h(...int, x int) {}

func k(a b c) {}

func main() {}
