package main

type P *int
type I interface{}
type A struct{ *I }
type B struct{ P }
type C struct{ *P }
type D struct{ **int }
type E[T any] struct{ T }

func main() {}
