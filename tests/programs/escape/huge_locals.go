// Local variables too large for frames, dynamic makes, arrays by value in recursion.
package main

import "fmt"

func big() int {
	var a [1 << 22]byte
	for i := range a {
		a[i] = byte(i)
	}
	s := 0
	for _, v := range a[len(a)-256:] {
		s += int(v)
	}
	return s
}
func dyn(n int) int {
	s := make([]int, n)
	for i := range s {
		s[i] = i
	}
	t := make([]byte, n, n*2)
	m := make(map[int]int, n)
	return len(s) + cap(t) + len(m) + s[n-1]
}
func rec(n int, a [100]int) int {
	if n == 0 {
		return a[99]
	}
	a[99] += n
	b := a
	b[99]++
	return rec(n-1, a) + b[0]
}
func lit() *[1 << 16]int { return &[1 << 16]int{5: 1, 1<<16 - 1: 2} }
func conv(n int) (int, string) {
	b := make([]byte, n)
	for i := range b {
		b[i] = 'a' + byte(i%26)
	}
	s := string(b)
	return len([]rune(s)), s[n-3:] + string([]byte(s)[:2])
}

func main() {
	fmt.Println(big(), dyn(1), dyn(10), dyn(100000), rec(200, [100]int{}), lit()[1<<16-1], lit()[5])
	fmt.Println(conv(10))
	fmt.Println(conv(100000))
}
