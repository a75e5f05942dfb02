package main

import (
	"fmt"
	m "math"
	. "strings"
)

func main() {
	fmt
	_ = m
	_ = math.Pi
	fmt = nil
	var f fmt
	ToUpper(1)
	_ = m.pi
}
