package main

func main() {
	var c chan int
	select {
	case c:
	case x := 1:
	case c <- 1, 2:
	}
}
