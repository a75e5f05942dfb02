package main

func f[T]() {}

type G[] struct{}

func (t X) m[T any]() {}

type X int

func main() {}
