// Precedence and associativity of all operators, unary chains, mixed signs, and operators on named types.
package main

import "fmt"

type N int8
type B bool
type F float32

func main() {
	a, b, c, d := 7, 3, 2, 5
	fmt.Println(a+b*c-d, a-b-c, a/b*c, a*c/b, a%b*c, a<<c>>1, a&b|c^d, a&^b&c, a|b&c, a^b|c, a+b<<c, a<<c+b, a*b&c, a == b || c < d && a != d)
	fmt.Println(-a%b, -a/b, - -a, ^^a, !(!(a > b)), +a, -^b, ^-b, - +a, a - -b, a+ +b, a^-1, a&^^b)
	x := N(100)
	x += 100
	fmt.Println(x, x>>1, -x, x*x, x/3*3+x%3 == x, x&0x7f, uint8(x), x<<1, ^x, x-(-128))
	t, f := B(true), B(false)
	fmt.Println(t && !f || f, t == !f, t != f, !t, (a > b) == bool(t), B(a < b) || f)
	g := F(1) / 3
	fmt.Println(g, g*3 == 1, -g, float64(g), g+F(b), F(a)/F(c), int(g*100))
	p := &a
	pp := &p
	fmt.Println(*p**p, *p*b, **pp**p, *p/ *p, -*p, &*p == p, (*p)+(**pp), ^*p)
	s := "a" + "b" + string(rune('a'+c))
	fmt.Println(s+s[1:]+s[:1] == "abcbca", "a" < "b" == true, len(s)*2+1<<1)
	ch := make(chan int, 4)
	for _, v := range []int{1, 2, 3, 4} {
		ch <- v
	}
	fmt.Println(<-ch+<-ch*<-ch, -<-ch)
	arr := []int{10, 20, 30}
	i := 0
	fmt.Println(arr[i]+arr[i+1]*arr[len(arr)-1], arr[arr[i]/10], -arr[1]>>1, &arr[1] == &arr[:2][1])
	m := map[bool]int{true: 1}
	fmt.Println(m[a > b]+m[a < b]<<3|m[true], [2]int{1, 2}[m[true]]+[]int{5}[0], struct{ x int }{4}.x*2, (func(int) int)(func(i int) int { return i * i })(4)+1)
	const k = 1<<3 | 1<<1&^2 + 5%3*-2
	fmt.Println(k, 1<<2+1, 6&3 == 2, 5-3-1, 2*3%4, -5>>1, -5/2, 7&-7, 1|2^3&4)
	u := uint8(250)
	u, v := u+10, u-251
	fmt.Println(u, v, u-v, u*v, u<<7, u>>1|v<<7, ^u&v, -u)
}
