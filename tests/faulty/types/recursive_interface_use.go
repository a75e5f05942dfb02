package main

type outer interface {
	close() inner
	inner
}

type inner interface {
	outer
}

var (
	a outer = b
	b inner
	c inner = a
	d int   = a
	e int   = b
)

func main() {
	b.close()
	a.close()
	b.open()
	var f func() = d
	_, _, _ = c, e, f
}
