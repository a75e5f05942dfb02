// all errors
package main

import "unsafe"

type (
	S1 struct{ a int }
	S2 struct{ a int }
	S3 struct{ b int }
	S4 struct {
		a int `t`
	}
	P1 *int
	F  func(int)
	C1 chan int
	I  interface{ M() }
	T  int
)

func (T) M() {}

func main() {
	var s1 S1
	_ = S2(s1)
	_ = S3(s1)
	_ = S4(s1)
	_ = (*S2)(&s1)
	_ = (*S3)(&s1)
	_ = P1(new(int))
	_ = P1(new(string))
	_ = (*string)(P1(nil))
	_ = F(func(int) {})
	_ = F(func(string) {})
	_ = (<-chan int)(C1(nil))
	_ = C1((<-chan int)(nil))
	_ = I(1)
	_ = I(T(1))
	_ = T(I(T(1)))
	_ = int("1")
	_ = string(1.5)
	_ = string([]int{1})
	_ = []rune([]byte{})
	_ = [2]int([]int{1})
	_ = [2]string([]int{1})
	_ = (*[2]int)([]int{})
	_ = []int([2]int{})
	_ = unsafe.Pointer(1)
	_ = unsafe.Pointer(uintptr(1))
	_ = uintptr(&s1)
	_ = *int(nil)
	_ = int(1, 2)
	_ = int()
	_ = int(s1...)
	_ = []int(nil...)
	_ = bool(1)
	_ = int(true)
	_ = complex64(1.5)
	_ = float64(1i)
	_ = int(1i)
	_ = int(1.5 + 0i)
	_ = struct{}(nil)
	_ = map[int]int(map[int]string{})
	_ = func()(nil)
	_ = interface{}(undefined)
	_ = int8(200)
	_ = uint(-1)
	var x int = 5
	_ = int8(x)
	_ = x(5)
	_ = 5(x)
	_ = nil(x)
}
