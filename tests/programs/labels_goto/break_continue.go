// Labels on loops, switches, selects and blocks.
package main


func main() {
outer:
	for i := range 4 {
		for j := range 4 {
			switch {
			case j == 2:
				continue outer
			case i == 2:
				break outer
			}
			print(i, j, " ")
		}
	}
	println()
sw:
	switch x := 3; {
	case x > 1:
		for {
			if x++; x > 10 {
				break sw
			}
		}
		println("not reached")
	}
	c := make(chan int, 1)
	c <- 1
sel:
	select {
	case <-c:
		for range 3 {
			break sel
		}
		println("not reached")
	}
loop:
	for i := 0; ; i++ {
		select {
		case c <- i:
		default:
			if i > 3 {
				break loop
			}
			continue loop
		}
	}
	println(<-c)
range2:
	for k := range map[int]int{1: 1} {
		for k < 10 {
			k++
			if k == 5 {
				continue range2
			}
		}
		println("not reached")
	}
	println("end")
}
