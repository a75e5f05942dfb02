// Select with default, send, receive, closed and nil channels, assignment forms.
package main

func main() {
	a, b := make(chan int, 1), make(chan string, 1)
	select {
	case v := <-a:
		println("no", v)
	default:
		println("default")
	}
	a <- 1
	select {
	case v, ok := <-a:
		println(v, ok)
	case s := <-b:
		println(s)
	}
	select {
	case a <- 5:
		println("sent")
	case <-b:
		println("no")
	}
	select {
	case a <- 6:
		println("no")
	default:
		println("full")
	}
	m := map[string]int{}
	var arr [2]bool
	select {
	case m["x"], arr[1] = <-a:
	}
	println(m["x"], arr[1])
	close(a)
	for range 2 {
		select {
		case v, ok := <-a:
			println("closed", v, ok)
		}
	}
	a = nil
	select {
	case <-a:
		println("no")
	case b <- "only":
		println("b sent")
	}
	func() {
		defer func() { println(recover().(error).Error()) }()
		c := make(chan int)
		close(c)
		select {
		case c <- 1:
		default:
		}
	}()
	val := func(s string, v int) int { print(s, " "); return v }
	ch := func(s string) chan int { print(s, " "); return make(chan int, 1) }
	select {
	case ch("c1") <- val("v1", 1):
		println("done")
	case <-func() chan int { print("c2 "); return nil }():
	}
	select {
	case x := <-func() chan int { c := make(chan int, 1); c <- 4; return c }():
		x++
		println(x)
	}
}
