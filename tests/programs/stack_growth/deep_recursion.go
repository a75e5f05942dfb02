// Recursion to hundreds of megabytes, with pointers into frames, in main and in goroutines, mutual and through interfaces.
package main

import "fmt"

type T interface{ down(n int, p *int) int }
type A struct{ b *B }
type B struct{ a *A }

func (a *A) down(n int, p *int) int {
	if n == 0 {
		*p++
		return 1
	}
	var buf [20]int
	buf[n%20] = n
	r := T(a.b).down(n-1, &buf[3])
	return r + buf[n%20] - n
}
func (b *B) down(n int, p *int) int {
	if n == 0 {
		*p++
		return 2
	}
	x := *p
	r := b.a.down(n-1, p)
	if *p != x && *p != x+1 {
		panic("moved")
	}
	return r
}

func sum(n int) int {
	if n == 0 {
		return 0
	}
	return n + sum(n-1)
}

func frames(n int) byte {
	var big [4096]byte
	big[n%4096] = byte(n)
	if n == 0 {
		return 1
	}
	return frames(n-1) + big[n%4096] - byte(n)
}

func deferred(n int, out *[]int) {
	if n == 0 {
		panic("bottom")
	}
	defer func() {
		if n%1000 == 0 {
			*out = append(*out, n)
		}
	}()
	deferred(n-1, out)
}

func ack(m, n int) int {
	switch {
	case m == 0:
		return n + 1
	case n == 0:
		return ack(m-1, 1)
	}
	return ack(m-1, ack(m, n-1))
}

func main() {
	fmt.Println(sum(1000000))
	fmt.Println(frames(40000))
	a := &A{}
	b := &B{a}
	a.b = b
	x := 5
	fmt.Println(a.down(100000, &x), x)
	done := make(chan int)
	for i := range 8 {
		go func() { done <- sum(100000) + int(frames(1000*i)) }()
	}
	t := 0
	for range 8 {
		t += <-done
	}
	fmt.Println(t)
	var out []int
	func() {
		defer func() { fmt.Println(recover()) }()
		deferred(5000, &out)
	}()
	fmt.Println(out)
	fmt.Println(ack(2, 500))
	var f func(int) [50]int
	f = func(n int) (r [50]int) {
		if n > 0 {
			r = f(n - 1)
		}
		r[n%50] += n
		return
	}
	r := f(30000)
	fmt.Println(r[49], r[0])
}
