// A sieve with a pipeline of channels, and a segmented one with bits, agree.
package main

import "fmt"

func gen(n int) <-chan int {
	c := make(chan int)
	go func() {
		defer close(c)
		for i := 2; i <= n; i++ {
			c <- i
		}
	}()
	return c
}
func filter(in <-chan int, p int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for v := range in {
			if v%p != 0 {
				out <- v
			}
		}
	}()
	return out
}

type bitset []uint64

func (b bitset) set(i int)      { b[i>>6] |= 1 << (i & 63) }
func (b bitset) has(i int) bool { return b[i>>6]>>(i&63)&1 == 1 }

func main() {
	var a []int
	for c := gen(300); ; {
		p, ok := <-c
		if !ok {
			break
		}
		a = append(a, p)
		c = filter(c, p)
	}
	b := make(bitset, 300/64+1)
	n := 0
	for i := 2; i <= 300; i++ {
		if !b.has(i) {
			if a[n] != i {
				fmt.Println("differs", a[n], i)
			}
			n++
			for j := i * i; j <= 300; j += i {
				b.set(j)
			}
		}
	}
	fmt.Println(len(a), n, a[len(a)-1])
}
