// Assembly in both directions: Go calls assembly, assembly calls Go; data, frames, floats, slices and strings.
package main

import "fmt"

func add(a, b int64) int64
func sum(p *int64, n int) int64
func strlen(s string) int
func second(xs []int32) int32
func scale(x float64, y float32) (float64, float32)
func callGo(n int) int
func small(a int8, b uint16, c bool) (int8, uint16, bool)
func getData() uint64
func swap(p *[2]uint64)

//go:noinline
func double(n int) int { calls++; return n*2 + len(fmt.Sprint(n)) }

var calls int
var answer int64 = 40

func addAnswer(d int64) int64

func main() {
	fmt.Println(add(3, 4), add(-1, 1<<40))
	xs := []int64{1, 2, 3, 4, 5}
	fmt.Println(sum(&xs[0], len(xs)), sum(nil, 0), strlen("héllo"), second([]int32{7, -8, 9}))
	fmt.Println(scale(1.5, 2.25))
	fmt.Println(callGo(20), calls)
	fmt.Println(small(-5, 65535, true))
	fmt.Printf("%x\n", getData())
	p := [2]uint64{1, 2}
	swap(&p)
	fmt.Println(p, addAnswer(2), answer)
	f := add
	fmt.Println(f(5, 6), func() (n int64) { defer func() { n = add(n, 1) }(); return 9 }())
	c := make(chan int64)
	for i := range 4 {
		go func() { c <- add(int64(i), int64(callGo(i))) }()
	}
	t := int64(0)
	for range 4 {
		t += <-c
	}
	fmt.Println(t)
}
