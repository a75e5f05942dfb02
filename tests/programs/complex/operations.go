// Complex numbers: all operators, comparisons, infinities and NaN, conversion, constants, arrays, maps, formats.
package main

import (
	"fmt"
	"math"
	"math/cmplx"
)

type C64 complex64

func poly(z complex128) complex128 { return z*z*z - 2*z + (1 - 1i) }

//go:noinline
func div(a, b complex128) complex128 { return a / b }

//go:noinline
func div64(a, b complex64) complex64 { return a / b }

func main() {
	a, b := 3+4i, complex(1, -2)
	fmt.Println(a+b, a-b, a*b, a/b, -a, +b, a == b, a != b, real(a), imag(b))
	a += 1i
	a *= b
	a /= 2
	a -= 5
	a++
	fmt.Println(a, cmplx.Abs(3+4i), cmplx.Sqrt(-1), cmplx.Exp(1i*math.Pi))
	var c C64 = 1.5 - 2i
	fmt.Println(c*c, real(c), complex128(c), C64(complex(float32(1), 2)), c/(1+1i))
	fmt.Printf("%T %T %T %v %.2f %g %8.1f %+v\n", c, real(c), 1i, c, a, a, a, a)
	inf, nan := math.Inf(1), math.NaN()
	vals := []complex128{0, 1, 1i, -1, complex(inf, 0), complex(0, inf), complex(inf, inf), complex(nan, 0), complex(0, nan), complex(1, inf), complex(inf, nan), complex(1e308, 1e308), complex(1e-308, 1e-308)}
	for _, x := range vals {
		for _, y := range vals {
			fmt.Print(div(x, y), " ")
		}
		fmt.Println(x*x, x == x)
	}
	fmt.Println(div64(1, 0), div64(0, 0), div64(complex(float32(inf), 1), 2i))
	const k = (2 + 3i) * (2 - 3i)
	var i int = k
	var f float32 = real(k) + imag(1i*1i)
	fmt.Println(i, f, k, 1i*1i == -1, 'a'+0i, 5i/2)
	arr := [2]complex64{1, 2i}
	arr[0], arr[1] = arr[1], arr[0]
	m := map[complex128]string{1i: "i", 1: "one"}
	fmt.Println(arr, m[1i], m[complex(1, 0)], arr == [2]complex64{2i, 1})
	z := complex128(0)
	n := 0
	for ; n < 50 && cmplx.Abs(z) < 2; n++ {
		z = z*z + (-0.7 + 0.3i)
	}
	fmt.Println(n, z, poly(2-1i))
	s := []complex128{1, 2, 3i}
	sum := 0i
	for _, v := range s {
		sum += v
	}
	ch := make(chan complex64, 1)
	ch <- 1 + 1i
	var e any = <-ch
	fmt.Println(sum, e, e == any(complex64(1+1i)), e == any(1+1i))
	defer func(c complex128) { fmt.Println("deferred", c) }(sum)
	fn := func(x complex64, y complex128) (complex128, complex64) { return complex128(x) + y, complex64(y) * x }
	fmt.Println(fn(1+2i, 3-1i))
	p := &sum
	*p = complex(imag(*p), real(*p))
	fmt.Println(sum, cmplx.IsNaN(complex(nan, nan)), cmplx.Inf(), cmplx.Pow(2i, 2), cmplx.Phase(-1))
	switch sum {
	case 3 + 3i:
		fmt.Println("match")
	}
}
