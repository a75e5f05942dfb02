package main

import "unsafe"

func main() {
	var s struct{ a int }
	_ = unsafe.Offsetof(s)
	_ = unsafe.Offsetof(5)
	_ = unsafe.Sizeof()
	_ = unsafe.Pointer(1.5)
	_ = unsafe.Add(5, 1)
	_ = unsafe.Slice(5, 1)
	_ = unsafe.String("a", 1)
	unsafe.Sizeof(1)
	_ = unsafe.Foo
	var p *int = unsafe.Pointer(nil)
}
