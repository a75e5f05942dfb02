// Complex division by zero and with infinities gives no panic.
package main

import (
	"fmt"
	"math"
	"math/cmplx"
)

func main() {
	var z complex128
	inf := math.Inf(1)
	nan := math.NaN()
	one := 1 + 1i
	fmt.Println(one/z, z/z, one/complex(inf, 0), complex(inf, 1)/one, complex(nan, 0)/one)
	fmt.Println(complex(inf, inf)/one, one/complex(inf, nan), complex(1, 0)/complex(0, 1))
	var c complex64
	fmt.Println(complex64(1)/c, c == -c)
	fmt.Println(complex(nan, 0) == complex(nan, 0), complex(0, math.Copysign(0, -1)) == 0)
	fmt.Println(cmplx.IsNaN(complex(nan, 1)), cmplx.IsInf(complex(nan, inf)), cmplx.Inf())
	a := complex(1e308, 1e308)
	fmt.Println(a/a, a*a)
	x := complex(3, 4)
	x /= 2
	fmt.Println(x, x*1i, 1/x)
}
