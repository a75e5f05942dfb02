package main

type Num interface{ ~int | ~float64 }
type Str interface{ String() string }

func sum[T Num](x T) T { return x }
func str[T Str](x T) {}
func cmp[T comparable](x T) {}

type My string
type P struct{ f func() }

func main() {
	sum("a")
	sum(My("x"))
	sum[int8](1)
	str(5)
	cmp(P{})
	cmp([]int{})
	cmp(func() {})
	sum[Num](1)
	var s Str
	str(s)
	sum(nil)
}
