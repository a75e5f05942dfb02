package main

type T struct{ a T }
type U [2]U
type V struct{ w W }
type W struct{ v *V; x [1]V }
type A = A
type I interface{ I }
type J interface{ K }
type K interface{ J }
type F func(F)
type G G

func main() {}
