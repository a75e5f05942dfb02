// Method values and expressions of instances, closures in generic methods, embedded parameters' types.
package main

import "fmt"

type Acc[T any] struct {
	items []T
	hooks []func(T)
}

func (a *Acc[T]) On(f func(T)) { a.hooks = append(a.hooks, f) }
func (a *Acc[T]) Add(x T) int {
	a.items = append(a.items, x)
	for _, h := range a.hooks {
		h(x)
	}
	return len(a.items)
}
func (a *Acc[T]) Counter() func() (T, int) {
	n := 0
	return func() (last T, calls int) {
		n++
		if len(a.items) > 0 {
			last = a.items[len(a.items)-1]
		}
		return last, n
	}
}

type Embed[T any] struct {
	*Acc[T]
	name string
}
type Adder[T any] interface{ Add(T) int }

func use[T any](a Adder[T], x T) int { return a.Add(x) }

func later[T any](x T) func() T {
	y := x
	return func() T { defer func() { y = x }(); return y }
}

func main() {
	a := &Acc[string]{}
	log := ""
	a.On(func(s string) { log += s + ";" })
	f := a.Add
	fmt.Println(f("x"), f("y"))
	g := (*Acc[string]).Add
	fmt.Println(g(a, "z"), log)
	c := a.Counter()
	c()
	fmt.Println(c())
	e := Embed[string]{a, "e"}
	fmt.Println(e.Add("w"), use[string](e, "v"), use(Adder[string](a), "u"))
	h := Embed[string].Add
	fmt.Println(h(e, "t"), len(log))
	fmt.Println(later(5)(), later([]int{1})(), later[any](nil)())
	fs := map[string]func(int) int{"i": (&Acc[int]{}).Add}
	fs["i"](1)
	fmt.Println(fs["i"](1))
	defer use[string](a, "deferred")
	go use[int](&Acc[int]{}, 1)
}
