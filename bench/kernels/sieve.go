// Sieve of Eratosthenes over a slice of bools, and one over bits.
package main

import "fmt"

func bools(n int) int {
	composite := make([]bool, n+1)
	count := 0
	for i := 2; i <= n; i++ {
		if composite[i] {
			continue
		}
		count++
		for j := i * i; j <= n; j += i {
			composite[j] = true
		}
	}
	return count
}

func bits(n int) int {
	set := make([]uint64, n/64+1)
	count := 0
	for i := 2; i <= n; i++ {
		if set[i/64]&(1<<(i%64)) != 0 {
			continue
		}
		count++
		for j := i * i; j <= n; j += i {
			set[j/64] |= 1 << (j % 64)
		}
	}
	return count
}

func main() {
	sum := 0
	for i := range 14 {
		sum += bools(5_000_000 + i)
		sum += bits(5_000_000 + i)
	}
	fmt.Println(sum)
}
