package main

type A undefined
type B struct{ c Missing }
type C func(Nope) Nada
type D interface{ M(Gone) }
type E = Lost
type F map[Away]Never
type G []chan Zilch
type H [missing]int
type I *Nil

func main() {}
