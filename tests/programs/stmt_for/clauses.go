// All forms of for, continue and break, per-iteration variables.
package main

func main() {
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		print(i, ",", j, " ")
	}
	println()
	n := 0
	for n < 3 {
		n++
	}
	for {
		n++
		if n == 5 {
			continue
		}
		if n > 7 {
			break
		}
	}
	println(n)
	var ps []*int
	for i := 0; i < 3; i++ {
		ps = append(ps, &i)
		i := i * 100
		_ = i
	}
	println(*ps[0], *ps[1], *ps[2], ps[0] != ps[1])
	for i := 0; i < 10; i++ {
		defer func() { print(i, " ") }()
		i += 3
	}
	for i := range 3 {
		i *= 2
		print(i, " ")
	}
	println()
	for range 2 {
		print("x")
	}
	println()
	var k int8
	for k = range int8(3) {
	}
	println(k)
	for i := range 0 {
		println("never", i)
	}
	for i := range -5 {
		println("never", i)
	}
	const c = 3
	for i := range c {
		var j int = i
		print(j)
	}
	for i := range uint8(c) {
		print(i + 254)
		print(" ")
	}
	println()
}
