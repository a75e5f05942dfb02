// Index and slice bounds errors, recovered texts of all forms.
package main

import (
	"fmt"
	"runtime"
)

func try(name string, f func()) {
	defer func() {
		e := recover()
		_, ok := e.(runtime.Error)
		fmt.Println(name, e, ok)
	}()
	f()
	fmt.Println(name, "no panic")
}

func main() {
	s := []int{1, 2, 3}
	a := [4]int{}
	str := "hello"
	five, neg, one := 5, -1, 1
	var u8 uint8 = 200
	var u64 uint64 = 1 << 63
	try("index", func() { _ = s[five] })
	try("neg", func() { _ = s[neg] })
	try("array", func() { _ = a[five] })
	try("u8", func() { _ = a[u8] })
	try("u64", func() { _ = s[u64] })
	try("string", func() { _ = str[five] })
	try("store", func() { s[five] = 1 })
	try("s[:5]", func() { _ = s[:five] })
	try("s[5:]", func() { _ = s[five:] })
	try("s[2:1]", func() { _ = s[2:one] })
	try("s[-1:]", func() { _ = s[neg:] })
	try("s[:-1]", func() { _ = s[:neg] })
	try("str[6:]", func() { _ = str[five+1:] })
	try("str[3:1]", func() { _ = str[3:one] })
	try("str[:9]", func() { _ = str[:five+4] })
	try("str[-1:]", func() { _ = str[neg:] })
	try("a[5:]", func() { _ = a[five:] })
	try("a[:u64]", func() { _ = a[:u64] })
	try("s[::5]", func() { _ = s[0:1:five] })
	try("s[:3:2]", func() { _ = s[0 : 3 : one+1] })
	try("s[2:1:3]", func() { _ = s[2:one:3] })
	try("s[::-1]", func() { _ = s[0:0:neg] })
	try("empty", func() { var e []int; _ = e[0] })
	try("ok", func() { _ = s[3:] })
}
