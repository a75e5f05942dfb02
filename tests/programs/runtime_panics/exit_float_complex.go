// Panic values of basic kinds, printed without fmt.
package main

type C complex128
type F float32

func main() {
	defer func() {
		recover()
		defer func() {
			recover()
			panic(F(2.5))
		}()
		panic(C(1 + 2i))
	}()
	panic(1.5)
}
