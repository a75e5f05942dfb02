// NaN in sorting, min and max, switch, maps, comparisons of interfaces and arrays, and bit patterns that survive copies.
package main

import (
	"fmt"
	"math"
	"slices"
	"sort"
)

func main() {
	nan, inf := math.NaN(), math.Inf(1)
	xs := []float64{3, nan, -inf, 0, nan, inf, math.Copysign(0, -1), -1}
	a := slices.Clone(xs)
	slices.Sort(a)
	fmt.Println(a)
	b := slices.Clone(xs)
	sort.Float64s(b)
	fmt.Println(b, sort.Float64sAreSorted(b))
	fmt.Println(min(1, nan), max(nan, 1), min(0, math.Copysign(0, -1)), max(math.Copysign(0, -1), 0), min(inf, 1, -inf))
	m := map[float64]int{nan: 1}
	m[nan]++
	m[inf]++
	m[-inf]--
	fmt.Println(len(m), m[nan], m[inf], m[-inf])
	var i, j any = nan, nan
	fmt.Println(i == j, i != i, [1]float64{nan} == [1]float64{nan}, struct{ f float32 }{float32(nan)} == struct{ f float32 }{float32(nan)})
	switch x := nan; {
	case x < 0, x > 0, x == 0, x == x:
		fmt.Println("comparable?")
	case x != x:
		fmt.Println("nan")
	}
	switch nan {
	case nan:
		fmt.Println("equal?")
	default:
		fmt.Println("default")
	}
	payload := math.Float64frombits(0x7ff8dead_beef0001)
	c := make(chan float64, 1)
	c <- payload
	arr := [2]float64{payload}
	p := &arr
	fmt.Printf("%x %x %x\n", math.Float64bits(<-c), math.Float64bits(p[0]), math.Float64bits(func(f float64) float64 { return f }(payload)))
	fmt.Println(inf-inf, inf*0, inf/inf, 0*nan, -inf < inf, nan < inf || nan >= inf, !(nan < inf), math.Sqrt(-1), math.Mod(1, 0))
	n := 0
	for f := 1.0; f != f+1; f *= 2 {
		n++
	}
	fmt.Println(n, 1<<53+1 == float64(1<<53))
}
