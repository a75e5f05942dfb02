// Expression switches: fallthrough, no tag, init, duplicates of variables, types.
package main

func f(n int) string {
	switch n {
	case 0:
		return "zero"
	case 1, 2, 3:
		return "few"
	case 1 << 40:
		return "huge"
	default:
		return "many"
	case -1:
		return "minus"
	}
}

func g(x int) {
	switch x {
	case 1:
		print("one ")
		fallthrough
	case 2:
		print("two ")
		fallthrough
	default:
		print("default ")
	case 3:
		print("three ")
		if x == 3 {
			break
		}
		print("not reached")
	}
	println()
}

func str(s string) int {
	switch s {
	case "", "a":
		return 0
	case "apple":
		return 1
	case "banana", "cherry":
		return 2
	case "bananas":
		return 3
	case "application":
		return 4
	}
	return -1
}

func main() {
	for _, n := range []int{0, 2, 5, -1, 1 << 40} {
		print(f(n), " ")
	}
	println()
	for i := range 5 {
		g(i)
	}
	for _, s := range []string{"", "a", "apple", "cherry", "bananas", "banan", "application", "applicatioN"} {
		print(str(s), " ")
	}
	println()
	switch x := 5; true {
	case x > 3 && x < 6:
		println("range")
	case x > 4:
		println("no")
	}
	switch x := any(int64(3)); x {
	case 3:
		println("int")
	case int64(3):
		println("int64")
	}
	switch {
	}
	switch y := 2; {
	default:
		println("default", y)
	}
	a, b := 1, 1
	switch a {
	case b:
		println("b")
	case a:
		println("a")
	}
	switch e := error(nil); e {
	case nil:
		println("nil")
	}
	switch [2]int{1, 2} {
	case [2]int{1, 2}:
		println("array")
	}
	switch c := 'x'; c {
	case 'a', 'e':
	case 'w', 'x':
		println("rune")
	}
}
