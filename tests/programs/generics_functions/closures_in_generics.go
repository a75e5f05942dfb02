// Closures, deferred functions, goroutines, method values and local types inside generic functions.
package main

import "fmt"

func Counter[T ~int | ~float64](step T) (func() T, func()) {
	var n T
	return func() T { n += step; return n }, func() { n = 0 }
}

func Memo[K comparable, V any](f func(K) V) func(K) (V, bool) {
	m := map[K]V{}
	return func(k K) (V, bool) {
		v, ok := m[k]
		if !ok {
			v = f(k)
			m[k] = v
		}
		return v, ok
	}
}

func Try[T any](f func() T) (r T, err error) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("caught %v in Try[%T]", e, r)
		}
	}()
	return f(), nil
}

func Parallel[T, R any](in []T, f func(T) R) []R {
	out := make([]R, len(in))
	done := make(chan int)
	for i, v := range in {
		go func() {
			defer func() { done <- i }()
			out[i] = f(v)
		}()
	}
	for range in {
		<-done
	}
	return out
}

func Compose[A, B, C any](f func(A) B, g func(B) C) func(A) C { return func(a A) C { return g(f(a)) } }
func Curry[A, B, C any](f func(A, B) C) func(A) func(B) C {
	return func(a A) func(B) C { return func(b B) C { return f(a, b) } }
}

func Fix[T, R any](f func(func(T) R) func(T) R) func(T) R {
	var self func(T) R
	self = func(t T) R { return f(self)(t) }
	return self
}

type acc[T any] struct{ all []T }

func (a *acc[T]) add(v T) { a.all = append(a.all, v) }

func Collect[T any](each func(func(T))) []T {
	var a acc[T]
	each(a.add)
	return a.all
}

func Nest[T any](v T, depth int) func() any {
	if depth == 0 {
		return func() any { return v }
	}
	return Nest[T](v, depth-1)
}

func Seq[T any](xs ...T) func(func(int, T) bool) {
	return func(yield func(int, T) bool) {
		for i, x := range xs {
			if !yield(i, x) {
				return
			}
		}
	}
}

func Find[T comparable](x T, in ...T) (at int) {
	at = -1
	for i, y := range Seq(in...) {
		defer func() { at += 0 * i }()
		if x == y {
			return i
		}
	}
	return
}

func main() {
	a, reset := Counter(2.5)
	a()
	fmt.Println(a(), a())
	reset()
	fmt.Println(a())
	calls := 0
	m := Memo(func(s string) int { calls++; return len(s) })
	m("abc")
	fmt.Println(m("abc"))
	fmt.Println(m("z"))
	fmt.Println(calls)
	fmt.Println(Try(func() int { var z []int; return z[3] }))
	fmt.Println(Try(func() string { return "fine" }))
	fmt.Println(Try(func() map[string]int { panic("no") }))
	fmt.Println(Parallel([]int{1, 2, 3}, func(i int) string { return fmt.Sprint(i * i) }))
	fmt.Println(Compose(func(i int) string { return fmt.Sprint(i, "!") }, func(s string) []byte { return []byte(s) })(5))
	fmt.Println(Curry(func(a int, b string) string { return fmt.Sprint(b, a) })(1)("x"))
	fmt.Println(Fix(func(self func(int) int) func(int) int {
		return func(n int) int {
			if n < 2 {
				return 1
			}
			return n * self(n-1)
		}
	})(10))
	fmt.Println(Collect(func(f func(rune)) { for _, r := range "héy" { f(r) } }))
	fmt.Println(Nest([2]string{"a"}, 5)(), Find(3, 1, 2, 3), Find("q"))
}
