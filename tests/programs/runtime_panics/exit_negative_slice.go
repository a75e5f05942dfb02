// The texts of slicing beyond bounds in each form, last one unrecovered.
package main

import "fmt"

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	s := []int{1, 2, 3}
	str := "hello"
	var arr [4]int
	p := &arr
	n, m, big := -1, 5, uint64(1)<<63
	try(func() { _ = s[n] })
	try(func() { _ = s[m] })
	try(func() { _ = s[big] })
	try(func() { _ = s[n:] })
	try(func() { _ = s[:m] })
	try(func() { _ = s[m:] })
	try(func() { _ = s[2:1+n+1] })
	try(func() { _ = s[:m:3] })
	try(func() { _ = s[m:3:3] })
	try(func() { _ = str[n] })
	try(func() { _ = str[m] })
	try(func() { _ = str[m+1:] })
	try(func() { _ = str[:big] })
	try(func() { _ = str[3:2+n+1] })
	try(func() { _ = arr[m] })
	try(func() { _ = p[m] })
	try(func() { _ = p[m:] })
	try(func() { _ = arr[:m] })
	try(func() { _ = p[:][m] })
	try(func() { _ = [4]int(s) })
	try(func() { _ = (*[5]int)(s) })
	try(func() { _ = make([]int, n) })
	try(func() { _ = make([]int, 2, 1+n) })
	try(func() { _ = make([]int, big) })
	try(func() { _ = make(chan int, n) })
	var mm map[[2]int][]int
	_ = mm[[2]int{1, 2}][int8(n)]
}
