// Peano arithmetic on linked lists, and on functions (Church numerals).
package main

import "fmt"

type Number *Number

func zero() *Number              { return nil }
func succ(x *Number) *Number     { e := new(Number); *e = x; return e }
func pred(x *Number) *Number     { return *x }
func isZero(x *Number) bool      { return x == nil }
func add(x, y *Number) *Number   { if isZero(y) { return x }; return add(succ(x), pred(y)) }
func mul(x, y *Number) *Number   { if isZero(x) || isZero(y) { return zero() }; return add(mul(x, pred(y)), x) }
func fact(n *Number) *Number     { if isZero(n) { return succ(zero()) }; return mul(fact(pred(n)), n) }
func gen(n int) *Number          { if n > 0 { return succ(gen(n - 1)) }; return zero() }
func count(x *Number) int        { if isZero(x) { return 0 }; return count(pred(x)) + 1 }

type Fn func(Any) Any
type Any any
type Church func(func(int) int) func(int) int

func church(n int) Church {
	return func(f func(int) int) func(int) int {
		return func(x int) int {
			for range n {
				x = f(x)
			}
			return x
		}
	}
}
func (a Church) add(b Church) Church {
	return func(f func(int) int) func(int) int { return func(x int) int { return a(f)(b(f)(x)) } }
}
func (a Church) mul(b Church) Church { return func(f func(int) int) func(int) int { return a(b(f)) } }
func (a Church) int() int            { return a(func(i int) int { return i + 1 })(0) }

func main() {
	for i := range 9 {
		fmt.Print(i, "! = ", count(fact(gen(i))), " ")
	}
	fmt.Println()
	a, b := church(12), church(30)
	fmt.Println(a.add(b).int(), a.mul(b).int(), a.mul(a).mul(b).add(a).int())
	var y func(f func(func(int) int) func(int) int) func(int) int
	y = func(f func(func(int) int) func(int) int) func(int) int { return func(x int) int { return f(y(f))(x) } }
	fmt.Println(y(func(fib func(int) int) func(int) int {
		return func(n int) int {
			if n < 2 {
				return n
			}
			return fib(n-1) + fib(n-2)
		}
	})(20))
	var k Fn = func(x Any) Any { return Fn(func(Any) Any { return x }) }
	var s Fn = func(x Any) Any { return Fn(func(y Any) Any { return Fn(func(z Any) Any { return x.(Fn)(z).(Fn)(y.(Fn)(z)) }) }) }
	fmt.Println(s(k).(Fn)(k).(Fn)("SKK is identity"))
}
