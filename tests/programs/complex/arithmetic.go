// Complex arithmetic, parts, comparison.
package main

import (
	"fmt"
	"math/cmplx"
)

func main() {
	a, b := 1+2i, 3-4i
	fmt.Println(a+b, a-b, a*b, a/b, -a, a == b, a != b, a == complex(1, 2))
	fmt.Println(real(a), imag(b), real(a*b))
	var c complex64 = 1.5 + 2.5i
	c *= c
	c += 1
	fmt.Println(c, real(c), imag(c))
	fmt.Printf("%T %T %T %T %v %.2f %8.1f\n", c, a, real(c), imag(a), a, b, a)
	x := complex(float32(1), 2)
	fmt.Printf("%T %v\n", x, x)
	d := complex128(c)
	fmt.Println(d, complex64(d) == c)
	println(a, c, real(a/b))
	m := map[complex128]string{1i: "i", 0: "zero"}
	fmt.Println(m[complex(0, 1)], m[0])
	const k = (1 + 1i) * (1 - 1i)
	fmt.Println(k, real(k) == 2)
	s := []complex64{1, 1i, -1, -1i}
	p := complex64(1)
	for _, v := range s[1:2] {
		p *= v * v
	}
	fmt.Println(p)
	fmt.Println(cmplx.Abs(3+4i), cmplx.Sqrt(-1), cmplx.Conj(a), cmplx.Phase(-1))
}
