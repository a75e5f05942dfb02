// A panic with a wrapped error during package initialization.
package main

import (
	"errors"
	"fmt"
)

var table = build(3)

func build(n int) map[string]int {
	defer fmt.Println("building")
	if n > 2 {
		panic(fmt.Errorf("build %d: %w", n, errors.ErrUnsupported))
	}
	return nil
}

func main() { fmt.Println("never", table) }
