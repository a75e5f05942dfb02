// Types declared in generic functions differ by instance; generic closures and recursion.
package main

import (
	"fmt"
	"reflect"
	"unsafe"
)

func local[T any](x T) any {
	type L struct {
		v T
	}
	type M = map[string]L
	return M{"k": L{x}}
}

func depth[T any](n int, x T) string {
	if n == 0 {
		return fmt.Sprintf("%T", x)
	}
	return depth(n-1, x)
}

func memo[K comparable, V any](f func(func(K) V, K) V) func(K) V {
	cache := map[K]V{}
	var self func(K) V
	self = func(k K) V {
		if v, ok := cache[k]; ok {
			return v
		}
		v := f(self, k)
		cache[k] = v
		return v
	}
	return self
}

func size[T any]() uintptr {
	var x struct {
		a byte
		t T
	}
	return unsafe.Sizeof(x) - unsafe.Offsetof(x.t)
}

func arr[T any](x T) [2]T { return [...]T{x, x} }

func lit[T any](xs ...T) map[int][]T { return map[int][]T{len(xs): xs} }

func sel[T any](a, b chan T) (v T) {
	select {
	case v = <-a:
	case v = <-b:
	}
	return
}

func main() {
	fmt.Printf("%T\n%T %v\n", local(1), local("s"), local(2.5))
	_, same := local(1).(interface{})
	fmt.Println(same, reflect.TypeOf(local(1)) == reflect.TypeOf(local(2)), reflect.TypeOf(local(1)) == reflect.TypeOf(local("")))
	fmt.Println(depth(3, []string{}))
	fib := memo(func(self func(int) int, n int) int {
		if n < 2 {
			return n
		}
		return self(n-1) + self(n-2)
	})
	fmt.Println(fib(80), size[int8](), size[string](), size[[3]int16](), size[struct{}]())
	fmt.Println(arr("x"), lit(1, 2), lit[error]())
	a, b := make(chan int, 1), make(chan int)
	a <- 6
	fmt.Println(sel(a, b))
}
