// Interface conversion of an interface with a missing method.
package main

type Shape interface {
	Area() float64
	Perimeter() float64
}
type Sq float64

func (s Sq) Area() float64 { return float64(s * s) }

func main() {
	var x any = Sq(2)
	println(x.(interface{ Area() float64 }).Area())
	println(x.(Shape).Perimeter())
}
