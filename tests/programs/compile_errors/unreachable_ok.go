// What is not an error: unreachable code, unused results of functions, unused parameters, labels that are used; only the last line is.
package main

func f() int { return 1; println("unreachable") }
func g() int {
	for {
	}
}
func h(x int) int {
	switch x {
	case 1:
		return 1
	default:
		panic("x")
	}
}
func i(x int) int {
L:
	for {
		if x > 0 {
			continue L
		}
		select {}
	}
}
func j() int {
	{
		goto end
	}
end:
	return 1
}

func main() { f(); g(); h(1); i(1); j(); undefined() }
