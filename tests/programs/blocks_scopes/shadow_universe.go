// Predeclared names may be declared again.
package main

type string []byte

func nil2() *int { var p *int; return p }

func print2(s string) {
	for _, c := range s {
		print(c, " ")
	}
	println()
}

const iota = 7

type error interface{ Code() int }

type E int

func (e E) Code() int { return int(e) }

func append(a, b int) int { return a*10 + b }

func main() {
	print2(string("AB"))
	println(append(1, 2), iota)
	const (
		a = iota
		b
	)
	println(a, b)
	var e error = E(5)
	println(e.Code())
	var any int = 3
	println(any)
	nil := 4
	println(nil, nil2() == (*int)(nil2()))
	{
		make := func() int { return 9 }
		println(make())
	}
	main := 5
	println(main)
	_ = func() { var init = 1; _ = init }
	type int64 = float32
	var f int64 = 1.5
	println(f)
}
