// Operators, conversions, indexing and ranges on type parameters.
package main

import "fmt"

type Int interface {
	~int8 | ~int32 | ~uint16 | ~int
}

func ops[T Int](a, b T) (T, T, T, T, T, bool) { return a + b, a * b, a / b, a % b, a &^ b, a < b }

func shift[T Int](a T, n uint) (T, T) { return a << n, a >> n }

func conv[To, From ~int8 | ~uint8 | ~int32 | ~float32 | ~float64](f From) To { return To(f) }

func str[T ~string | ~[]byte | ~[]rune](x T) string { return string(x) + "!" }

func back[T ~string | ~[]byte | ~[]rune](s string) T { return T(s) }

func idx[T ~[]int | ~[3]int | ~*[3]int](x T, i int) int { return x[i] }

func set[T ~[]int | ~*[3]int](x T, i, v int) { x[i] = v }

func slice[T ~[]byte | ~string](x T, i, j int) T { return x[i:j] }

func rng[T ~[]int](x T) (n int) {
	for i, v := range x {
		n += i * v
	}
	return
}

func upto[T ~int8](n T) (out []T) {
	for i := range n {
		out = append(out, i)
	}
	return
}

func consts[T ~int8 | ~float64](x T) T { return x*2 + 1 }

func deref[P ~*E, E any](p P) E { return *p }

func lenOf[T string | []int | map[string]int | chan int](x T) int { return len(x) }

func cplx[F float32 | float64](a, b F) bool { return a/b*b == a && -a < b }

type L []int

func main() {
	fmt.Println(ops[int8](100, 30))
	fmt.Println(ops[uint16](50000, 30000))
	fmt.Println(ops(-7, 2))
	fmt.Println(shift[int8](-100, 1))
	fmt.Println(shift[uint16](40000, 3))
	fmt.Println(conv[int8](300.7-200), conv[uint8, int32](-1), conv[float32, float64](0.1), conv[float64, float32](0.1), conv[int32, int8](-5))
	fmt.Println(str("a"), str([]byte("b")), str([]rune{'c', 0x4e16}), back[[]rune]("é"), back[[]byte]("é"), back[string]("é"))
	fmt.Println(idx([]int{1, 2}, 1), idx([3]int{1, 2, 3}, 2), idx(L{5, 6}, 1), idx(&[3]int{7, 8}, 0))
	l, a := L{1, 2}, [3]int{}
	set(l, 0, 9)
	set(&a, 1, 8)
	fmt.Println(l, a, slice("hello", 1, 3), slice([]byte("abc"), 0, 2), rng(l), rng([]int{4, 5, 6}))
	fmt.Println(upto[int8](3), consts[int8](127), consts(1.5), deref(&a), lenOf("abc"), lenOf(map[string]int{"": 1}), cplx[float32](1, 3))
}
