// Arrays are values: assigned, passed, compared, ranged over by copy.
package main

import "fmt"

func mod(a [3]int) [3]int { a[0] = 99; return a }

func main() {
	a := [3]int{1, 2, 3}
	b := a
	b[1] = 20
	fmt.Println(a, b, a == b, a == [...]int{1, 2, 3})
	fmt.Println(mod(a), a)
	for i, v := range a {
		a[2] = 100
		fmt.Print(i, v, " ")
	}
	fmt.Println()
	a[2] = 3
	for i, v := range &a {
		a[2] = 100
		fmt.Print(i, v, " ")
	}
	fmt.Println()
	m := map[[2]string]int{{"a", "b"}: 1}
	m[[2]string{"a", "c"}]++
	fmt.Println(m[[2]string{"a", "b"}], len(m))
	var x any = a
	a[0] = -5
	fmt.Println(x, x == any([3]int{1, 2, 100}))
}
