// Deferred closures change named results, also after a panic.
package main

import "fmt"

func a() (n int) {
	defer func() { n *= 2 }()
	return 21
}

func b() (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
		}
	}()
	n = 7
	panic("oops")
}

func c() int {
	n := 1
	defer func() { n = 100 }()
	return n
}

func d() (s string, f float64, xs []int) {
	defer func() {
		recover()
		s += "!"
		f++
		xs = append(xs, 3)
	}()
	s, f, xs = "s", 1.5, []int{1}
	var m map[string]int
	m["x"] = 1
	return "not", 0, nil
}

func e() (x [4]string) {
	defer func() { recover(); x[3] = "end" }()
	x[0] = "begin"
	panic(1)
}

func main() {
	fmt.Println(a())
	fmt.Println(b())
	fmt.Println(c())
	fmt.Println(d())
	fmt.Println(e())
}
