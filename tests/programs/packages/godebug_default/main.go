// The default of GODEBUG goes by the language version in go.mod and by go:debug lines: with go 1.20, panic(nil) is seen as nil,
// Seed still seeds, and timers' channels have a buffer.

//go:debug asynctimerchan=0
package main

import (
	"fmt"
	"math/rand"
	"os"
	"time"
)

func try() (what any, panicked bool) {
	panicked = true
	defer func() { what = recover() }()
	panic(nil)
}

func main() {
	fmt.Println(try())
	os.Setenv("GODEBUG", "panicnil=0")
	what, _ := try()
	fmt.Println(what)
	os.Unsetenv("GODEBUG")
	fmt.Println(try())

	rand.Seed(42)
	a := rand.Intn(1000)
	rand.Seed(42)
	fmt.Println(a == rand.Intn(1000))
	t := time.NewTimer(time.Hour)
	fmt.Println(cap(t.C))
}
