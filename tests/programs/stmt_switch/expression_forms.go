// Switches on strings, interfaces, floats, structs, arrays, channels, types of constants, with calls, duplicates at run time, fallthrough, no tag.
package main

import "fmt"

type P struct{ x, y int }
type Color uint8

const (
	Red Color = iota
	Green
	Blue
)

var calls string

func c(s string, v int) int { calls += s; return v }

func str(s string) int {
	switch s {
	case "":
		return 0
	case "a", "b":
		return 1
	case "abc", "abd", "abcd", "xyz":
		return 2
	case "longer string here", "longer string hero":
		return 3
	case "a" + "z":
		return 4
	}
	return -1
}

func num(i int) string {
	switch {
	case i < 0:
		return "neg"
	case i < 10:
		fallthrough
	case i == 100:
		return "small or 100"
	case i > 1000:
		if i > 5000 {
			break
		}
		return "big"
	default:
		return "mid"
	}
	return "huge"
}

func dense(i int8) (r int) {
	switch i {
	case -128:
		r = 1
	case 0, 1, 2, 3, 4, 5:
		r = 10 + int(i)
	case 6:
		r = 20
		fallthrough
	case 7:
		r += 5
	case 127:
		r = 99
	case 50, 51, 52, 53, 54, 55, 56, 57, 58, 59:
		r = 50
	default:
		r = -1
	}
	return
}

func iface(x any) string {
	switch x {
	case nil:
		return "nil"
	case 1:
		return "int 1"
	case int8(1):
		return "int8 1"
	case "s":
		return "s"
	case P{1, 2}:
		return "P12"
	case 2.5, true:
		return "2.5 or true"
	case [2]string{"a", "b"}:
		return "array"
	case error(nil):
		return "unreachable"
	}
	return "?"
}

func main() {
	for _, s := range []string{"", "a", "b", "abc", "abd", "abcd", "xyz", "longer string here", "longer string hero", "az", "q", "longer string"} {
		fmt.Print(str(s), " ")
	}
	fmt.Println()
	for _, i := range []int{-5, 5, 100, 50, 2000, 9000} {
		fmt.Print(num(i), ", ")
	}
	fmt.Println()
	s := 0
	for i := -128; i < 128; i++ {
		s = s*31 + dense(int8(i))
	}
	fmt.Println(s)
	for _, x := range []any{nil, 1, int8(1), "s", P{1, 2}, P{2, 1}, 2.5, true, false, [2]string{"a", "b"}, error(nil)} {
		fmt.Print(iface(x), ", ")
	}
	fmt.Println()
	switch x := c("t", 3); x {
	case c("1", 1), c("2", 2):
	case c("3", 3):
		calls += "!"
	case c("4", 4):
	default:
		calls += "d"
	}
	fmt.Println(calls)
	switch f := 0.1 + 0.2; f {
	case 0.3:
		fmt.Println("exact")
	case 0.30000000000000004:
		fmt.Println("float")
	}
	ch, ch2 := make(chan int), make(chan int)
	switch ch {
	case nil:
	case ch2:
		fmt.Println("ch2")
	case ch:
		fmt.Println("ch")
	}
	switch (P{1, 2}) {
	case P{2, 1}:
	case P{1, 2}:
		fmt.Println("P")
	}
	switch Color(2) {
	case Red, Green:
	case Blue:
		fmt.Println("blue")
	}
	switch x := any(Green); x {
	case 1:
		fmt.Println("untyped 1")
	case Green:
		fmt.Println("Green")
	}
	switch i := 5; {
	default:
		fmt.Println("default first")
	case i > 3:
		fmt.Println("i > 3")
	}
	switch {
	}
	switch calls += "x"; {
	}
	switch x := 1; x {
	}
	fmt.Println(calls)
	func() {
		defer func() { fmt.Println(recover()) }()
		switch x := any([]int{}); x {
		case any([]int{}):
		}
	}()
	var e1, e2 error
	switch e1 {
	case e2:
		fmt.Println("nil errors equal")
	}
	for i := range 6 {
		switch i {
		case 1:
			continue
		case 4:
			break
		default:
			fmt.Print(i)
		}
	}
	fmt.Println()
	switch b := byte(200); b {
	case 'a', 200:
		fmt.Println("byte")
	}
	switch u := uint64(1 << 63); u {
	case 1<<63 - 1, 1 << 63:
		fmt.Println("big const")
	}
	switch p := new(int); p {
	case new(int):
		fmt.Println("never")
	case p:
		fmt.Println("pointer")
	}
}
