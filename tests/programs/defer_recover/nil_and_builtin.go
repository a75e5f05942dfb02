// Deferring nil functions, builtins and method values.
package main

type T struct{ n int }

func (t T) show()   { println("T", t.n) }
func (t *T) showp() { println("*T", t.n) }

func main() {
	func() {
		defer func() { println(recover().(error).Error()) }()
		var f func()
		defer f()
		println("nil func deferred")
	}()
	m := map[int]int{1: 1, 2: 2}
	c := make(chan int, 1)
	s := []int{1, 2, 3}
	func() {
		defer delete(m, 1)
		defer close(c)
		defer copy(s, s[1:])
		defer clear(m)
		defer print("x", 1, true, "\n")
		println(len(m))
	}()
	_, ok := <-c
	println(len(m), ok, s[0], s[2])
	t := T{1}
	func() {
		defer t.show()
		defer t.showp()
		defer (*T).showp(&t)
		g := t.show
		defer g()
		t.n = 2
	}()
	func() {
		var p *T
		defer func() { println(recover() != nil) }()
		defer p.show()
		println("not reached")
	}()
	func() {
		var i interface{ show() }
		defer func() { println(recover() != nil) }()
		defer i.show()
		println("not reached")
	}()
}
