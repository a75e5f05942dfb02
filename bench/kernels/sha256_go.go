// SHA-256 written in Go: rotations, array indexing, slices of bytes.
package main

import (
	"encoding/binary"
	"fmt"
	"math/bits"
)

var k [64]uint32

// The round constants are the fractional parts of the cube roots of the first primes.
func init() {
	n := 0
	for p := uint64(2); n < 64; p++ {
		prime := true
		for d := uint64(2); d*d <= p; d++ {
			if p%d == 0 {
				prime = false
				break
			}
		}
		if !prime {
			continue
		}
		k[n] = cubeRootFraction(p)
		n++
	}
}

// floor(cbrt(p) * 2^32) mod 2^32, by bisection over 128-bit products.
func cubeRootFraction(p uint64) uint32 {
	lo, hi := uint64(0), uint64(8)<<32
	for hi-lo > 1 {
		mid := (lo + hi) / 2
		sqHi, sqLo := bits.Mul64(mid, mid)
		// mid^3 <= p * 2^96 ?
		top, low := bits.Mul64(sqLo, mid)
		top += sqHi * mid
		_ = low
		if top < p<<32 {
			lo = mid
		} else {
			hi = mid
		}
	}
	return uint32(lo)
}

func block(h *[8]uint32, p []byte) {
	var w [64]uint32
	for len(p) >= 64 {
		for i := range 16 {
			w[i] = binary.BigEndian.Uint32(p[i*4:])
		}
		for i := 16; i < 64; i++ {
			v1, v2 := w[i-2], w[i-15]
			t1 := bits.RotateLeft32(v1, -17) ^ bits.RotateLeft32(v1, -19) ^ v1>>10
			t2 := bits.RotateLeft32(v2, -7) ^ bits.RotateLeft32(v2, -18) ^ v2>>3
			w[i] = t1 + w[i-7] + t2 + w[i-16]
		}
		a, b, c, d, e, f, g, hh := h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7]
		for i := range 64 {
			t1 := hh + (bits.RotateLeft32(e, -6) ^ bits.RotateLeft32(e, -11) ^ bits.RotateLeft32(e, -25)) + (e&f ^ ^e&g) + k[i] + w[i]
			t2 := (bits.RotateLeft32(a, -2) ^ bits.RotateLeft32(a, -13) ^ bits.RotateLeft32(a, -22)) + (a&b ^ a&c ^ b&c)
			hh, g, f, e, d, c, b, a = g, f, e, d+t1, c, b, a, t1+t2
		}
		h[0] += a
		h[1] += b
		h[2] += c
		h[3] += d
		h[4] += e
		h[5] += f
		h[6] += g
		h[7] += hh
		p = p[64:]
	}
}

func main() {
	h := [8]uint32{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}
	buffer := make([]byte, 1<<20)
	for i := range buffer {
		buffer[i] = byte(i * 7)
	}
	for range 250 {
		block(&h, buffer)
	}
	fmt.Printf("%08x\n", h)
}
