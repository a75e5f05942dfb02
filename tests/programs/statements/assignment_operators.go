// Every assignment operator on every place: variables, fields, elements, map elements, pointers, with calls evaluated once.
package main

import "fmt"

type P struct {
	x int8
	u uint16
	f float32
	s string
	c complex64
	a [3]int
	m map[string]int
	p *P
}

var n int

func idx() int       { n++; return n % 3 }
func key() string    { n++; return fmt.Sprint("k", n%2) }
func ptr(p *P) *P    { n++; return p }

func main() {
	p := &P{m: map[string]int{}, s: "a"}
	p.p = p
	p.x += 127
	p.x++
	p.u -= 1
	p.u >>= 3
	p.u ^= 0xff
	p.u |= 1 << 12
	p.u &^= 7
	p.u %= 1000
	p.f += 1.5
	p.f *= 3
	p.f /= 4
	p.f--
	p.s += "b" + p.s
	p.s += string(rune('c'))
	p.c += 1 + 2i
	p.c *= p.c
	p.c -= 1i
	fmt.Println(p.x, p.u, p.f, p.s, p.c)
	p.a[idx()] += 10
	p.a[idx()] <<= 2
	p.a[idx()]--
	ptr(p).a[idx()] |= 6
	ptr(ptr(p).p).a[idx()] *= -3
	p.m[key()]++
	p.m[key()] += 5
	p.m[key()] -= p.m[key()]
	ptr(p).m[key()] <<= 3
	fmt.Println(p.a, p.m, n)
	var i8 int8 = -128
	i8 /= -1
	fmt.Print(i8, " ")
	i8 -= 1
	fmt.Print(i8, " ")
	i8 *= 2
	fmt.Print(i8, " ")
	i8 >>= 1
	i8 <<= 7
	fmt.Println(i8)
	var u8 uint8 = 3
	u8 -= 5
	u8 *= u8
	u8 = ^u8
	u8 <<= 9 - 2
	fmt.Println(u8)
	s := []string{"x", "y"}
	s[0] += s[1]
	s[len(s)-1] += s[0] + s[1]
	for i := range s {
		s[i] += fmt.Sprint(i)
	}
	fmt.Println(s)
	x, y, z := 1, 2, 3
	x, y, z = y, z, x
	x, y = x+y, x-y
	fmt.Println(x, y, z)
	arr := [3]int{0, 1, 2}
	i := 0
	i, arr[i] = 2, 9
	arr[0], arr[1], arr[2] = arr[arr[1]], arr[0]-7, i
	fmt.Println(i, arr)
	mm := map[string][]int{}
	mm["a"] = append(mm["a"], 1, 2)
	mm["a"][0] += 5
	mm["b"], mm["a"] = mm["a"], nil
	fmt.Println(mm)
	var e any = 1
	e = fmt.Sprint(e, e)
	f := func() (any, error) { return e, nil }
	e, err := f()
	var k any
	k, _ = f()
	_, err = f()
	fmt.Println(e, err, k)
	mp := map[P2]int{}
	mp[P2{1, "a"}] += 3
	mp[P2{1, "a"}]++
	fmt.Println(mp)
	pp := &x
	*pp += 5
	(*pp)++
	*&y = 9
	fmt.Println(x, y)
	c := make(chan int, 2)
	c <- 1
	c <- 2
	var ok bool
	arr[<-c], ok = <-c, true
	fmt.Println(arr, ok)
	st := struct{ a, b int }{1, 2}
	st.a, st.b = st.b, st.a
	st, st2 := struct{ a, b int }{5, 6}, st
	fmt.Println(st, st2)
	fl := 0.1
	for range 9 {
		fl += 0.1
	}
	fmt.Println(fl, fl == 1)
	const big = 1 << 20
	var i32 int32 = 1
	i32 *= big
	i32 *= big
	i32 += big>>10 - 24
	fmt.Println(i32)
}

type P2 struct {
	n int
	s string
}
