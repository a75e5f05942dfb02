// all errors
package main

import "unsafe"

func main() {
	var c chan int
	var ro <-chan int
	var m map[string]int
	var s []int
	var a [3]int
	len()
	_ = len(1)
	_ = len(s, s)
	_ = len(nil)
	_ = cap(m)
	_ = cap("a")
	close(ro)
	close(s)
	close()
	delete(m)
	delete(m, 1)
	delete(s, 1)
	delete(m, "a", "b")
	copy(s)
	copy(s, "a")
	copy(a, s)
	copy([]byte{}, "abc")
	copy("abc", []byte{})
	_ = make(int)
	_ = make([]int)
	_ = make([]int, -1)
	_ = make([]int, "a")
	_ = make([]int, 5, 3)
	_ = make([]int, 1.5)
	_ = make(map[int]int, 1, 2)
	_ = make([3]int)
	_ = make()
	_ = make(5)
	_ = new()
	_ = new(5)
	_ = new(int, int)
	panic()
	panic(1, 2)
	_ = recover(1)
	_ = complex(1)
	_ = complex(1, "a")
	_ = complex(float32(1), float64(1))
	_ = real(1.5)
	_ = real("a")
	_ = imag()
	_ = min()
	_ = min(1, "a")
	_ = max(s)
	_ = min(1, 2.5, 'a')
	clear(1)
	clear(a)
	clear()
	print(s...)
	println(undefined)
	_ = unsafe.Sizeof()
	_ = unsafe.Offsetof(s)
	_ = unsafe.Offsetof(a.b)
	_ = unsafe.Alignof(int)
	_ = unsafe.Add(1, 2)
	_ = unsafe.Slice(1, 2)
	_ = unsafe.String("a", 1)
	_ = unsafe.StringData(1)
	_ = unsafe.SliceData(a)
	_ = unsafe.Foo
	_ = append
	len("a")
	append(s, 1)
	make([]int, 1)
	cap(s)
	x := len
	_ = c
}
