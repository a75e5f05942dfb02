// all errors
package main

type T struct{}

func f(i int, s []int, m map[string]int, c chan int, so chan<- int, str string, p *[3]int, ps *[]int, fn func(func(int) bool), fn0 func(func() bool), bad func(int), bad2 func(func(int)), fl float64, u8 uint8) {
	for a, b := range c {
	}
	for a := range so {
	}
	for a, b, c := range s {
	}
	for a := range fl {
	}
	for a, b := range i {
	}
	for a := range ps {
	}
	for a, b := range fn {
	}
	for a := range fn0 {
	}
	for a := range bad {
	}
	for a := range bad2 {
	}
	for a := range T {
	}
	for a := range T{} {
	}
	for a := range nil {
	}
	for a := range undefined {
	}
	var k int
	var v string
	for k, v = range s {
	}
	for v, k = range m {
	}
	for v = range 10 {
	}
	for u8 = range 1000 {
	}
	for i := range 1.5 {
	}
	for i := range 1e3 {
	}
	for k, v := range p {
	}
	for f() = range s {
	}
	for 1 = range s {
	}
	for x.y = range s {
	}
	for range 5 {
		continue L
	}
	for i, _ := range "abc" {
		i = "s"
	}
	for i := range u8 {
		i = 300
	}
}

func main() {}
