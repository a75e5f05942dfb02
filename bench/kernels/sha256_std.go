// SHA-256 of the standard library over a buffer, and over many short inputs.
package main

import (
	"crypto/sha256"
	"fmt"
)

func main() {
	buffer := make([]byte, 1<<20)
	for i := range buffer {
		buffer[i] = byte(i * 7)
	}
	var sum [32]byte
	for range 700 {
		sum = sha256.Sum256(buffer)
		copy(buffer, sum[:])
	}
	for range 1_000_000 {
		sum = sha256.Sum256(sum[:])
	}
	fmt.Printf("%x\n", sum)
}
