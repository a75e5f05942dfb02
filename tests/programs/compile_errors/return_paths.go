// Missing return in every kind of terminating-looking statement.
package main

func a(x int) int { if x > 0 { return 1 } }
func b(x int) int { for x > 0 { return 1 } }
func c(x int) int { for { if x > 0 { break } } }
func d(x int) int { switch { case x > 0: return 1 } }
func e(x int) int { switch x { case 1: return 1; default: } }
func f(x any) int { switch x.(type) { case int: return 1 } }
func g(c chan int) int { select { case <-c: return 1; default: } }
func h(x int) int { for range x { return 1 } }
func i(x int) int { L: for { for { break L } } }
func j(x int) int { { } }
func k() int { func() int { return 1 }() }
func l() int { goto M; M: }

func main() {}
