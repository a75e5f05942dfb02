package main

func () a() {}

func (a, b T) b() {}

func (T) c() {}

type T int

func main() {}
