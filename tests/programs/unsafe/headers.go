// Slices and strings as words, pointer arithmetic, the unsafe functions.
package main

import "unsafe"

type slice struct {
	p        unsafe.Pointer
	len, cap int
}

func main() {
	s := []int32{10, 20, 30, 40}
	h := (*slice)(unsafe.Pointer(&s))
	println(h.len, h.cap, *(*int32)(unsafe.Add(h.p, 8)))
	h.len = 2
	println(len(s))
	t := unsafe.Slice((*int32)(h.p), 4)
	t[3] = 44
	println(s[:4][3], unsafe.SliceData(s) == &t[0])
	str := "hello"
	b := unsafe.Slice(unsafe.StringData(str), len(str))
	println(string(b[1:3]), unsafe.String(&b[1], 3))
	x := [4]uint16{1, 2, 3, 4}
	p := unsafe.Pointer(&x)
	println(*(*uint64)(p) == 0x0004000300020001, *(*uint16)(unsafe.Pointer(uintptr(p) + unsafe.Sizeof(x[0])*2)))
	f := 1.5
	println(*(*uint64)(unsafe.Pointer(&f)) == 0x3ff8000000000000)
	type T struct {
		a byte
		b int32
		c struct{ d, e int16 }
	}
	v := T{1, 2, struct{ d, e int16 }{3, 4}}
	println(*(*int16)(unsafe.Add(unsafe.Pointer(&v), unsafe.Offsetof(v.c)+unsafe.Offsetof(v.c.e))), unsafe.Offsetof(v.c.e))
	println(unsafe.Slice((*int)(nil), 0) == nil, unsafe.String(nil, 0) == "", unsafe.SliceData([]int(nil)) == nil)
	m := map[string]int{"a": 1}
	println(**(**int)(unsafe.Pointer(&m)))
	var z struct{}
	println(unsafe.Sizeof(z), unsafe.Sizeof(any(1)), unsafe.Alignof(int64(0)), unsafe.Sizeof(uintptr(0)))
	u := uintptr(p)
	println(u == uintptr(unsafe.Pointer(&x[0])), u%2)
}
