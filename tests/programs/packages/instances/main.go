// The same instances made in several packages are the same types and the same functions' statics.
package main

import (
	"fmt"
	"reflect"

	"example.com/inst/lib"
	"example.com/inst/p"
	"example.com/inst/q"
)

type local struct{ n int }

func (l local) Key() string { return fmt.Sprint("local", l.n) }

func main() {
	fmt.Println(p.Make() == q.Make(), reflect.TypeOf(p.Make()) == reflect.TypeOf(q.Make()), reflect.TypeOf(p.Make()))
	_, ok := q.Make().(lib.Pair[string, lib.List[int]])
	fmt.Println(ok)
	p.Count()
	q.Count()
	fmt.Println(lib.Counter[int](), lib.Counter[string]())
	c := lib.NewCache[local](func(s string) int { return len(s) })
	fmt.Println(c.Get(local{5}), c.Get(local{5}), c.Hits())
	fmt.Println(lib.Describe(local{1}), lib.Describe([]lib.List[local]{}), lib.Describe(lib.Inner[bool]()))
	var l lib.List[local]
	l.Push(local{1})
	l.Push(local{2})
	for i, v := range l.All() {
		fmt.Print(i, v.Key(), " ")
	}
	fmt.Println(lib.Apply(l, func(x local) string { return x.Key() }), p.Hidden(), q.Sum(1, 2, 3))
	fmt.Printf("%T %T\n", l, lib.Adder[float64]())
	var s fmt.Stringer = lib.Pair[int, string]{A: 1, B: "x"}
	fmt.Println(s)
}
