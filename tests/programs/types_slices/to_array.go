// Conversion of slices to arrays and array pointers.
package main

import "fmt"

func main() {
	s := []byte("hello")
	a := [4]byte(s)
	p := (*[4]byte)(s)
	s[0] = 'J'
	fmt.Println(string(a[:]), string(p[:]), string((*p)[1:]))
	p[1] = 'E'
	fmt.Println(string(s))
	var n []int
	fmt.Println((*[0]int)(n) == nil, (*[0]int)([]int{}) == nil)
	_ = [0]int(n)
	type Arr [2]byte
	fmt.Println(Arr(s[1:]), len(Arr(s)))
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println((*[6]byte)(s))
	}()
	func() {
		defer func() { fmt.Println(recover().(error).Error()) }()
		fmt.Println([7]byte(s[1:3]))
	}()
}
