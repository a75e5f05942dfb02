// A failed assertion between instances names both types in full.
package main

type P[A, B any] struct {
	a A
	b B
}

func main() {
	var x any = P[int, map[string][]byte]{}
	defer func() {
		println(recover().(error).Error())
		_ = x.(interface{ Get() P[int, int] })
	}()
	_ = x.(P[int, map[string][]uint16])
}
