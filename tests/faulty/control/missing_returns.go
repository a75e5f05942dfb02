// all errors
package main

func a() int {
	for {
	}
}

func b() int {
	for {
		break
	}
}

func c(x int) int {
	switch x {
	case 1:
		return 1
	}
}

func d(x int) int {
	switch x {
	case 1:
		return 1
	default:
		panic(1)
	}
}

func e(x int) int {
	if x > 0 {
		return 1
	}
}

func f(x int) int {
	if x > 0 {
		return 1
	} else if x < 0 {
		return 2
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

func h() int {
	select {}
}

func i(c chan int) int {
	select {
	case <-c:
		return 1
	default:
	}
}

func j() int {
	goto L
L:
}

func k() int { func() int {}() }

func l() (x int) {}

func m(x any) int {
	switch x.(type) {
	case int:
		return 1
	default:
		return 2
	}
}

func n(x int) int {
	switch x {
	case 1:
		fallthrough
	case 2:
		return 1
	default:
		for {
		}
	}
}

func o() int {
	for true {
	}
}

func p() int {
	for range 3 {
		return 1
	}
}

func q() int {
	{
		return 1
	}
	{
	}
}

func panic2() int {
	panic := func(int) {}
	panic(1)
}

func main() {}
