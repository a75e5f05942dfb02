// math/big: digits of pi, factorials and Fibonacci numbers.
package main

import (
	"fmt"
	"math/big"
)

func pi(n int) string {
	var digits []byte
	one, ten := big.NewInt(1), big.NewInt(10)
	num, acc, den := big.NewInt(1), big.NewInt(0), big.NewInt(1)
	t1, t2 := new(big.Int), new(big.Int)
	extract := func(k int64) int64 {
		t1.Mul(big.NewInt(k), num)
		t2.Add(t1, acc)
		t1.Div(t2, den)
		return t1.Int64()
	}
	_ = one
	for k := int64(1); len(digits) < n; k++ {
		y := k*2 + 1
		t1.Lsh(num, 1)
		acc.Add(acc, t1)
		acc.Mul(acc, big.NewInt(y))
		num.Mul(num, big.NewInt(k))
		den.Mul(den, big.NewInt(y))
		if num.Cmp(acc) > 0 {
			continue
		}
		d := extract(3)
		if d != extract(4) {
			continue
		}
		digits = append(digits, byte('0'+d))
		acc.Sub(acc, t1.Mul(den, big.NewInt(d)))
		acc.Mul(acc, ten)
		num.Mul(num, ten)
	}
	return string(digits)
}

func main() {
	p := pi(1500)
	a, b := big.NewInt(0), big.NewInt(1)
	for range 15_000 {
		a.Add(a, b)
		a, b = b, a
	}
	f := big.NewInt(1)
	for i := range 700 {
		f.Mul(f, big.NewInt(int64(i+1)))
	}
	s := f.String()
	m := new(big.Int).Exp(big.NewInt(3), a, f)
	fmt.Println(p[1490:], a.Bit(7), len(s), m.BitLen())
}
