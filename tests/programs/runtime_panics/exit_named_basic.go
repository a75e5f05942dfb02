// A panic with a value of a named basic type.
package main

type Celsius float64
type Name string

func main() {
	defer func() {
		println("first")
		r := recover()
		println(r.(Celsius) == 36.5)
		panic(Name("x\ty"))
	}()
	panic(Celsius(36.5))
}
