// Execution goes on after the function that recovered.
package main

type stack []int

func (s *stack) push(v int) { *s = append(*s, v) }

func safe(f func()) (ok bool) {
	defer func() {
		if r := recover(); r != nil {
			println("caught")
		}
	}()
	f()
	return true
}

func main() {
	var s stack
	x := 0.5
	y := 10
	for i := range 5 {
		ok := safe(func() {
			s.push(i)
			x *= 2
			y--
			if i%2 == 1 {
				panic("odd")
			}
			s.push(i * 10)
		})
		println(i, ok, len(s), x, y)
	}
	for _, v := range s {
		print(v, " ")
	}
	println()
	func() {
		defer safe(func() { panic("inside deferred safe") })
		println("body")
	}()
}
