// The math/bits functions.
package main

import (
	"fmt"
	"math/bits"
	"os"
)

func main() {
	for _, x := range []uint64{0, 1, 2, 0xff, 0x8000000000000000, 0xdeadbeefcafebabe} {
		fmt.Println(bits.LeadingZeros64(x), bits.TrailingZeros64(x), bits.OnesCount64(x), bits.Len64(x), bits.Reverse64(x), bits.ReverseBytes64(x))
		fmt.Println(bits.LeadingZeros8(uint8(x)), bits.TrailingZeros16(uint16(x)), bits.OnesCount32(uint32(x)), bits.RotateLeft8(uint8(x), 3), bits.RotateLeft32(uint32(x), -5), bits.RotateLeft64(x, 70))
	}
	s, c := bits.Add64(1<<63, 1<<63, 1)
	fmt.Println(s, c)
	d, b := bits.Sub64(1, 2, 0)
	fmt.Println(d, b)
	hi, lo := bits.Mul64(1<<63+5, 1<<62+3)
	fmt.Println(hi, lo)
	q, r := bits.Div64(5, 7, 10)
	fmt.Println(q, r)
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(bits.Div64(10, 0, uint64(len(os.Args)+8)))
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(bits.Div32(1, 0, uint32(len(os.Args)-1)))
	}()
}
