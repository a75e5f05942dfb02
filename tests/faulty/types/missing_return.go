package main

func a() int {}

func b(x bool) int {
	if x {
		return 1
	}
}

func c() int {
	for {
		break
	}
}

func d(x int) int {
	switch x {
	case 1:
		return 1
	}
}

func e() (r int) {
	for true {
	}
}

func f(c chan int) int {
	select {
	case <-c:
		break
	default:
		return 1
	}
}

func g() int {
L:
	for {
		for {
			break L
		}
	}
}

func ok() int {
	for {
	}
}

func main() { func() int { println() }() }
