// The concurrent prime sieve and a power series, channels as values of structs.
package main

import "fmt"

func generate(c chan<- int) {
	for i := 2; ; i++ {
		c <- i
	}
}
func filter(in <-chan int, out chan<- int, p int) {
	for i := range in {
		if i%p != 0 {
			out <- i
		}
	}
}

type rat struct{ num, den int64 }

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
func (a rat) add(b rat) rat { return norm(a.num*b.den+b.num*a.den, a.den*b.den) }
func (a rat) mul(b rat) rat { return norm(a.num*b.num, a.den*b.den) }
func norm(n, d int64) rat   { g := gcd(n, d); if g < 0 { g = -g }; return rat{n / g, d / g} }

type series struct {
	req chan int
	dat chan rat
}

func mkSeries(f func(i int64) rat) series {
	s := series{make(chan int), make(chan rat)}
	go func() {
		for i := int64(0); ; i++ {
			<-s.req
			s.dat <- f(i)
		}
	}()
	return s
}
func (s series) get() rat { s.req <- 1; return <-s.dat }
func sum(a, b series) series {
	s := series{make(chan int), make(chan rat)}
	go func() {
		for range s.req {
			s.dat <- a.get().add(b.get())
		}
	}()
	return s
}
func integ(a series) series {
	s := series{make(chan int), make(chan rat)}
	go func() {
		for i := int64(1); ; i++ {
			<-s.req
			s.dat <- a.get().mul(rat{1, i})
		}
	}()
	return s
}

func main() {
	c := make(chan int)
	go generate(c)
	for range 40 {
		p := <-c
		fmt.Print(p, " ")
		next := make(chan int)
		go filter(c, next, p)
		c = next
	}
	fmt.Println()
	s := sum(mkSeries(func(i int64) rat { return rat{1, i + 1} }), integ(mkSeries(func(i int64) rat { return rat{i, 2} })))
	for range 8 {
		fmt.Print(s.get(), " ")
	}
	fmt.Println()
}
