// Sending on a closed channel in a select, inside nested calls with defers that print.
package main

func f(c chan int) {
	defer println("f deferred")
	select {
	case c <- 1:
	default:
	}
}

func main() {
	c := make(chan int, 1)
	close(c)
	defer func() {
		defer println("inner")
		println("outer", recover() != nil)
		f(c)
	}()
	f(c)
}
