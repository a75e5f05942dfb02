// all errors
package main

import (
	"fmt"
	"os"
	m "math"
	_ "strings"
	. "strconv"
	"bytes"
	bytes "bufio"
	fmt2 "fmt"
)

func main() {
	fmt.Printn("x")
	fmt.println("x")
	m.pi = 3
	m.Pi = 3
	math.Sqrt(1)
	os
	_ = os
	_ = fmt.Println.x
	var fmt = 1
	fmt.Println()
	Itoa("x")
	itoa(1)
	strings.ToUpper("a")
	var x os.file
	var y os.Undefined
	type T = m
	os := os.Args
	_ = m.Sqrt
	m = nil
	_ = x
	_ = y
}
