// Assembly that counts on registers that memmove and memclrNoHeapPointers leave alone.
package main

import "fmt"

// copied copies n bytes and gives DX, R14's and R15's difference over the call.
func copied(to, from *byte, n int) (dx, r15 uint64)

func cleared(p *byte, n int) (dx, r15 uint64)

func main() {
	var a, b [5000]byte
	for i := range a {
		a[i] = byte(i*7 + i>>8)
	}
	for _, n := range []int{0, 1, 3, 8, 15, 16, 17, 33, 64, 65, 200, 256, 1000, 2047} {
		dx, r15 := copied(&b[0], &a[0], n)
		fmt.Printf("%d %x %x %v\n", n, dx, r15, string(a[:n]) == string(b[:n]))
		dx, r15 = cleared(&b[0], n)
		fmt.Printf("%d %x %x %v\n", n, dx, r15, b == [5000]byte{})
	}
}
