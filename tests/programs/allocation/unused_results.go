// Results that nobody uses are allocated all the same.
package main

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

//go:noinline
func pair(n int) (*int, string) { return new(n), strconv.Itoa(n) }

func main() {
	n := 123456
	fmt.Println(testing.AllocsPerRun(100, func() { _ = fmt.Sprintf("xxx") }))
	fmt.Println(testing.AllocsPerRun(100, func() { _ = strings.Repeat("ab", 5) }))
	fmt.Println(testing.AllocsPerRun(100, func() { strings.ToUpper("abc") }))
	fmt.Println(testing.AllocsPerRun(100, func() { _, _ = pair(n) }))
	fmt.Println(testing.AllocsPerRun(100, func() { pair(n) }))
	fmt.Println(testing.AllocsPerRun(100, func() { _ = strconv.Itoa(n) }))
}
