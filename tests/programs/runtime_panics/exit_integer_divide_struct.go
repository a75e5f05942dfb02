// Division by zero of a field through nested calls with results pending.
package main

type T struct{ a, b int8 }

func (t T) div() int8 { return t.a / t.b }
func sum(xs ...int8) (n int8) {
	for _, x := range xs {
		n += x
	}
	return
}

func main() {
	defer print("deferred\n")
	println(sum(T{6, 2}.div(), T{-128, -1}.div(), T{1, 0}.div()))
}
