// Recovery keeps locals, large results and loop state intact.
package main

import "fmt"

type big struct {
	a [100]int
	s string
}

func fill(n int) (b big, err error) {
	defer func() {
		if e := recover(); e != nil {
			err = e.(error)
			b.s = "partial"
		}
	}()
	for i := range n {
		b.a[i] = i
	}
	b.s = "full"
	return
}

func deep(n int, f func()) int {
	if n == 0 {
		f()
		return 0
	}
	var pad [50]int
	pad[n%50] = n
	return deep(n-1, f) + pad[n%50]
}

func main() {
	b, err := fill(100)
	fmt.Println(b.s, b.a[99], err)
	b, err = fill(101)
	fmt.Println(b.s, b.a[99], err)
	fmt.Println(deep(2000, func() {}))
	func() {
		defer func() { fmt.Println(recover()) }()
		deep(2000, func() { panic("from depth") })
	}()
	fmt.Println(deep(10, func() {}))
}
