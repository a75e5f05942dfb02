package instruments

type shape interface{ Area() float64 }

type square struct{ side float64 }

func (s square) Area() float64 { return s.side * s.side }

func one(x any) float64 {
	defer println("one")
	if s, ok := x.(shape); ok {
		return s.Area()
	}
	return x.(square).side
}

func loop(xs []any) (n int) {
	defer println("before")
	for _, x := range xs {
		defer println("in")
		n += x.(int)
		_, empty := x.(any)
		_ = empty
	}
	return n
}

func nine() {
	defer println(1)
	defer println(2)
	defer println(3)
	defer println(4)
	defer println(5)
	defer println(6)
	defer println(7)
	defer println(8)
	defer println(9)
}

func exits(n int) int {
	defer println(1)
	defer println(2)
	defer println(3)
	switch n {
	case 1:
		return n * exits(n-1)
	case 2:
		return n * exits(n-2)
	case 3:
		return n * exits(n-3)
	case 4:
		return n * exits(n-4)
	case 5:
		return n * exits(n-5)
	}
	return 6
}

func spread() (result [4]int, p *int) {
	defer println("the result is on the heap")
	p = &result[0]
	return
}

func again(n int) {
top:
	defer func() { println(n) }()
	n--
	if n > 0 {
		goto top
	}
}

func closure(x any) func() {
	return func() {
		defer println(x.(func() string)())
	}
}
