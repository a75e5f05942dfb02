// Slices of kilobytes and megabytes, some with pointers.
package main

import "fmt"

func main() {
	var bytes [16][]byte
	var pointers [16][]*int
	x := 0
	for i := 0; i < 30_000; i++ {
		n := 10_000 + i*7919%200_000
		b := make([]byte, n)
		b[n/2] = byte(i)
		bytes[i%16] = b
		if i%4 == 0 {
			p := make([]*int, n/16)
			p[3] = &x
			pointers[i/4%16] = p
		}
	}
	sum := 0
	for i := range bytes {
		sum += len(bytes[i]) + len(pointers[i])
	}
	fmt.Println(sum)
}
