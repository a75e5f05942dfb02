// Type switches inside generic functions.
package main

import (
	"fmt"
	"time"
)

type Num interface{ ~int | ~float64 | ~string }
type My int

func what[T any](x T) string {
	switch v := any(x).(type) {
	case int:
		return "int"
	case []T:
		return "slice of T"
	case My:
		return "My"
	case fmt.Stringer:
		return "stringer " + v.String()
	}
	var z T
	switch any(&z).(type) {
	case *string:
		return "string by pointer"
	case *any:
		return "any"
	}
	return "other"
}

func same[A, B any](a A) bool {
	switch any(a).(type) {
	case B:
		return true
	}
	return false
}

func conv[T, U any](x T) (U, bool) {
	u, ok := any(x).(U)
	return u, ok
}

func main() {
	fmt.Println(what(1), what(My(1)), what("s"), what(1.5), what[any](nil), what(time.Second), what([]int{}))
	fmt.Println(same[int, int](1), same[int, My](1), same[My, any](1), same[[]int, []int](nil))
	fmt.Println(conv[any, int](5))
	fmt.Println(conv[My, int](5))
	fmt.Println(conv[error, fmt.Stringer](nil))
}
