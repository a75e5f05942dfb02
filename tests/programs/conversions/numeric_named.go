// Conversions between named types, pointers to them, functions and channels.
package main

import "fmt"

type (
	Cel  float64
	Fah  float64
	Id   int32
	Ids  []Id
	Raw  = []Id
	Fn   func(int) string
	Pt   struct{ X, Y int }
	Pt2  struct{ X, Y int }
	IntP *int
)

func (c Cel) F() Fah { return Fah(c*9/5 + 32) }
func (f Fah) C() Cel { return Cel((f - 32) * 5 / 9) }

func main() {
	fmt.Println(Cel(100).F(), Fah(212).C(), Id(3.0), Id('a'))
	ids := Ids{1, 2}
	var r Raw = ids
	r[0] = 9
	fmt.Println(ids, Ids(r)[1])
	var f Fn = func(i int) string { return fmt.Sprint(i) }
	g := (func(int) string)(f)
	fmt.Println(g(4), Fn(g)(5))
	p := Pt{1, 2}
	q := Pt2(p)
	pp := (*Pt2)(&p)
	pp.Y = 8
	fmt.Println(q, p)
	x := 5
	ip := IntP(&x)
	*ip = 6
	fmt.Println(x, (*int)(ip) == &x)
	c := make(chan int, 1)
	var rc <-chan int = c
	type Send chan<- int
	Send(c) <- 3
	fmt.Println(<-rc)
	b := []byte("bytes")
	type Bs []byte
	fmt.Println(string(Bs(b)), len(Bs("x")), int('0')+1, float32(1)/3, uint8(int8(-1+len(b)-5)))
	var e interface{ F() Fah } = Cel(0)
	fmt.Println(e.(Cel), any(e).(interface{ F() Fah }).F())
	const big = 1 << 20
	fmt.Println(int32(big), uint16(big>>8), string(rune(big)) == "\U00100000", complex64(3), float64('x'))
	var i8 int8 = -3
	fmt.Println(uint(i8) == ^uint(2), uint32(i8), float32(i8), rune(i8), complex(float32(i8), 0))
}
