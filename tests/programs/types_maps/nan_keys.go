// NaN keys are all different and cannot be found.
package main

import (
	"fmt"
	"math"
)

func main() {
	nan := math.NaN()
	m := map[float64]int{nan: 1}
	m[nan] = 2
	m[nan] = 3
	_, ok := m[nan]
	fmt.Println(len(m), ok)
	delete(m, nan)
	fmt.Println(len(m))
	sum := 0
	for k, v := range m {
		if k == k {
			fmt.Println("not nan")
		}
		sum += v
	}
	fmt.Println(sum)
	m[0.0] = 10
	m[math.Copysign(0, -1)]++
	fmt.Println(len(m), m[0])
	clear(m)
	fmt.Println(len(m))
	c := map[complex128]bool{complex(nan, 0): true, complex(0, nan): true, 1: true}
	fmt.Println(len(c), c[1])
}
