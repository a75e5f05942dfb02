// A long linked list that is renewed piece by piece.
package main

import "fmt"

type cell struct {
	next *cell
	v    [2]int
}

func main() {
	var head, tail *cell
	push := func(n int) {
		c := &cell{v: [2]int{n, n * n}}
		if tail == nil {
			head = c
		} else {
			tail.next = c
		}
		tail = c
	}
	for i := 0; i < 500_000; i++ {
		push(i)
	}
	sum := 0
	for i := 0; i < 20_000_000; i++ {
		sum += head.v[0]
		head = head.next
		push(i)
	}
	fmt.Println(sum, tail.v)
}
