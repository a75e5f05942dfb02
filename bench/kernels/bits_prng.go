// Bit tricks and generators: math/bits, xorshift, pcg, popcounts over bit sets, gray codes, Collatz, gcd, modular powers, Miller-Rabin.
package main

import (
	"fmt"
	"math/bits"
	"math/rand"
)

type bitset []uint64

func (b bitset) set(i uint)      { b[i>>6] |= 1 << (i & 63) }
func (b bitset) has(i uint) bool { return b[i/64]&(1<<(i%64)) != 0 }
func (b bitset) count() (n int) {
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return
}

func gcd(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func mulmod(a, b, m uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	_, rem := bits.Div64(hi%m, lo, m)
	return rem
}

func powmod(b, e, m uint64) uint64 {
	r := uint64(1)
	for ; e > 0; e >>= 1 {
		if e&1 == 1 {
			r = mulmod(r, b, m)
		}
		b = mulmod(b, b, m)
	}
	return r
}

func prime(n uint64) bool {
	if n < 4 || n&1 == 0 {
		return n == 2 || n == 3
	}
	d, s := n-1, bits.TrailingZeros64(n-1)
	d >>= s
next:
	for _, a := range []uint64{2, 3, 5, 7, 11, 13} {
		if a%n == 0 {
			continue
		}
		x := powmod(a, d, n)
		if x == 1 || x == n-1 {
			continue
		}
		for range s - 1 {
			x = mulmod(x, x, n)
			if x == n-1 {
				continue next
			}
		}
		return false
	}
	return true
}

func collatz(limit int) (best, at int) {
	for i := 1; i < limit; i++ {
		n, steps := i, 0
		for n != 1 {
			if n%2 == 0 {
				n /= 2
			} else {
				n = 3*n + 1
			}
			steps++
		}
		if steps > best {
			best, at = steps, i
		}
	}
	return
}

func main() {
	b := make(bitset, 1<<12)
	x := uint64(88172645463325252)
	var sum uint64
	for range 8_000_000 {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		b.set(uint(x>>20) & (1<<18 - 1))
		if b.has(uint(x) & (1<<18 - 1)) {
			sum++
		}
		sum += uint64(bits.LeadingZeros64(x)) + uint64(bits.Reverse32(uint32(x))&3) + bits.RotateLeft64(x, 9)&1
	}
	for i := range uint64(600_000) {
		sum += gcd(i*7919+12, 360_360)
	}
	primes := 0
	for i := uint64(1_000_000_007); i < 1_000_000_007+20_000; i++ {
		if prime(i) {
			primes++
		}
	}
	best, at := collatz(300_000)
	r := rand.New(rand.NewSource(42))
	f := 0.0
	for range 3_000_000 {
		f += r.Float64()
		sum += uint64(r.Intn(100))
	}
	fmt.Println(b.count(), sum, primes, best, at, f, len(r.Perm(100_000)))
}
