// Endless mutual recursion through an interface ends with the stack overflow message.
package main

type I interface{ f(n int) int }
type A struct{ pad [100]int }
type B struct{}

func (a *A) f(n int) int { var x [64]int; x[n%64] = n; return I(B{}).f(n+1) + x[(n+1)%64] }
func (b B) f(n int) int  { return I(&A{}).f(n+1) + 1 }

func main() {
	defer println("not printed")
	println(I(B{}).f(0))
}
