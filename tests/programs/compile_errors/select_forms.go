// Faults in select.
package main

func main() {
	c := make(chan int)
	select {
	case 1:
	case c:
	case x := c:
	case <-c + 1:
	case f():
	default:
	default:
	}
	select {
	case x, y, z := <-c:
	}
}

func f() {}
