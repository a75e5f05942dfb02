// all errors
package main;;

import "fmt";

func main() {
	fmt.Println("a") fmt.Println("b")
	x := 1 /* multi
	line */ y := 2
	if x == 1 { } else { } ; ; ;
	for ; ; { break }
	for { break } ;
	var z = []int{
		1,
		2
	}
	fmt.Println(
		"a",
		"b"
	)
	fmt.Println(x,
	y)
	a := x
	+ y
	b := x +
	y
	return ; }
}
