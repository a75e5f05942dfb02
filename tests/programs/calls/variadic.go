// Variadic functions: no arguments, nil, spread slices that alias, interfaces, methods, function values, multi-value calls.
package main

import "fmt"

type T struct{}

func (T) M(a string, xs ...any) string { return fmt.Sprint(a, len(xs), xs == nil) }

func v(xs ...int) (int, bool)         { return len(xs), xs == nil }
func change(xs ...int)                { if len(xs) > 0 { xs[0] = 99 } }
func anys(xs ...any) string           { return fmt.Sprintf("%d %v", len(xs), xs) }
func two() (string, int)              { return "two", 2 }
func ints() (int, int, int)           { return 1, 2, 3 }
func keep(xs ...*int) []*int          { return xs }
func fns(fs ...func(int) int) (n int) { n = 1; for _, f := range fs { n = f(n) }; return }
func gen[T any](xs ...T) []T          { return xs }
func last(a int, xs ...[]int) int     { return len(xs[len(xs)-1]) + a }

func main() {
	fmt.Println(v())
	fmt.Println(v(nil...))
	fmt.Println(v([]int{}...))
	fmt.Println(v(1, 2, 3))
	fmt.Println(v(ints()))
	s := []int{1, 2}
	change(s...)
	change(s[1], s[0])
	fmt.Println(s)
	fmt.Println(anys(), anys(nil), anys(nil...), anys(s), anys(two()), anys([]any{1, 2}...), anys([]any{1, 2}), anys(any([]any{1})))
	fmt.Println(T{}.M(two()), T{}.M("a"), T{}.M("b", nil), T{}.M("c", []any(nil)...))
	x := 5
	k := keep(&x, nil)
	*k[0]++
	fmt.Println(x, len(k), k[1])
	fmt.Println(fns(), fns(func(i int) int { return i + 1 }, func(i int) int { return i * 10 }))
	fmt.Println(gen(1, 2), gen[string](), gen(s...), last(1, nil, s), gen(two)[0] != nil)
	f := v
	g := anys
	fmt.Println(f(1))
	fmt.Println(g("x", f != nil))
	var h func(...string) = func(xs ...string) { fmt.Println(len(xs), cap(xs)) }
	h()
	h("a", "b")
	fmt.Printf("%T %T\n", v, T.M)
	defer change(s...)
	for range 3 {
		s = append(s, gen(s...)...)
	}
	fmt.Println(len(s))
}
