// What the checker says: interfaces, inference, built-ins.

package main

import "fmt"

type I interface{ M(int); n() }
type T struct{}

func (t *T) M(string) {}

type Num interface{ ~int | ~float64 }

func Sum[T Num](xs ...T) (s T) { for _, x := range xs { s += x }; return }

type G[K comparable, V any] struct{ m map[K]V }

func (g *G[K, V]) Get(k K) (v V, ok bool) { v, ok = g.m[k]; return }

func main() {
	var i I = T{}
	var j I = &T{}
	fmt.Println(i, j, Sum("a"), Sum(1, 2.5), Sum(1, "x"))
	var g G[[]int, string]
	g.Gett(1)
	_ = append(1, 2)
	copy("a", []byte{})
	var c chan<- int
	close(<-c)
	_ = make(int)
	_ = new(5, 6)
	x := min(1, "a")
	_ = unsafe.Sizeof(1)
}
