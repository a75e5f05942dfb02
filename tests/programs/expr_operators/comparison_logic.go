// Comparison operators on all types, logical short circuit, precedence.
package main

type K int

func t(s string) bool { print(s); return true }
func f(s string) bool { print(s); return false }

func main() {
	println(t("a") && f("b") || t("c") && !f("d"), f("e") && t("never") || f("g"))
	println(1+2*3 == 7 && 8>>1+1 == 2+2, -5%3*2 == -4, 6&^3|1 == 5, 7&3<<1, ^5&0xf, 1<<2+1)
	a, b := 3, 4
	println(a < b, a <= b, a > b, a >= b, a == b, a != b, !(a < b), -a < -b)
	println("x"+"y" > "xx", "" == string([]byte{}), 'a' <= 'b')
	p, q := &a, &a
	println(p == q, p != &b, K(3) == K(a))
	c1, c2 := make(chan int), make(chan int)
	println(c1 == c2, c1 == c1, (<-chan int)(c1) == c1)
	x := struct {
		a int
		b [2]string
	}{1, [2]string{"p", "q"}}
	y := x
	println(x == y, x.b == [2]string{"p", "z"})
	u8, u := uint8(200), uint(1)<<63
	println(u8 > 100, int8(u8) < 0, u > 1, int(u) < 0)
	var e error
	println(e == nil, nil != e)
	println(2.5 > 2, 1.0 == 1, 1i*1i == -1, !!true, -(-5), +3, ^0, - -4)
	a, b = b, a
	a += b
	a -= 1
	a *= 2
	a /= 3
	a %= 3
	a |= 8
	a &= 12
	a ^= 5
	a &^= 1
	a <<= 2
	a >>= 1
	println(a, b)
	s := "s"
	s += "t"
	a++
	b--
	println(s, a, b)
}
