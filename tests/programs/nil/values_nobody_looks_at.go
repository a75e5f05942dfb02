package main

import "fmt"

type small int

func (small) do()  {}
func (*small) to() {}

type wide [40]int

func (wide) do() {}

type middle struct {
	*small
	wide *wide
}

type outer struct{ middle }

func try(what string, f func()) {
	defer func() { fmt.Println(what, recover()) }()
	f()
}

func main() {
	var o outer
	var p *outer
	try("promoted", func() { o.do() })
	try("of a copy", func() { outer(o).do() })
	try("through a pointer", func() { (&o).do() })
	try("pointer receiver", func() { o.to() })
	try("large", func() { o.wide.do() })
	try("no outer", func() { p.do() })
	var s *small
	try("itself", func() { s.do() })
	var b *[]byte
	try("empty array", func() { _ = [0]byte(*b) })
	try("array", func() { _ = [2]byte(*b) })
	type name [3]byte
	c := []byte{1, 2, 3, 4}
	fmt.Println((*name)(c)[2], name(c), (*[0]byte)(c) != nil)
	try("short", func() { _ = (*[9]byte)(c) })
	type pointer *[6]byte
	try("named", func() { _ = pointer(c) })
}
