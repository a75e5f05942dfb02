// Local types with methods through embedding, types of the same name in different blocks, labels apart from other names, recursion of local types.
package main

import "fmt"

type T struct{ a int }

func (T) Name() string { return "outer" }

func f(x any) string {
	type T struct{ b string }
	switch v := x.(type) {
	case T:
		return "f's T" + v.b
	case interface{ Name() string }:
		return v.Name()
	}
	return fmt.Sprintf("%T", x)
}

func mk() (any, any) {
	type T struct{ c int }
	a := any(T{1})
	{
		type T struct{ c int }
		return a, T{1}
	}
}

func main() {
	type U = T
	type L struct {
		T
		next *L
	}
	fmt.Println(f(T{1}), f(U{2}), f(L{}), f(struct{ b string }{"x"}))
	a, b := mk()
	fmt.Println(a == b, fmt.Sprintf("%T %T", a, b))
	c, _ := mk()
	fmt.Println(a == c)
	type Node[V any] struct {
		v    V
		kids []Node[V]
	}
	n := Node[string]{"r", []Node[string]{{v: "k"}}}
	fmt.Println(n.kids[0].v, fmt.Sprintf("%T", n))
	k := 1
x:
	for k < 3 {
		k++
		continue x
	}
	type x int
	var y x = 5
	fmt.Printf("%v %T\n", y, y)
	{
		const y = "shadow"
		fmt.Println(y)
		var fmt = func(s string) string { return s + "!" }
		_ = fmt(y)
	}
	for i, y := 0, y; i < 1; i++ {
		y++
		fmt.Println(y)
	}
	fmt.Println(y)
}
