// A stack shows which functions take no arguments.
package main

import (
	"fmt"
	"regexp"
	"runtime/debug"
	"strings"
)

type T struct{ a, b int }

func (t *T) method(x int) { none() }

func none() {
	defer closing()
	generic(3)
}

func closing() {
	recover()
	arguments := regexp.MustCompile(`\(([^()]+)\)$`)
	for line := range strings.Lines(string(debug.Stack())) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "main.") || strings.HasPrefix(line, "created by") {
			fmt.Println(arguments.ReplaceAllString(line, "(arguments)"))
		}
	}
}

func generic[X any](x X) {
	defer func() { recover(); panic("two") }()
	without[X]()
}

//go:noinline
func without[X any]() {
	defer func() {}()
	panic("one")
}

//go:noinline
func outer() {
	defer func() {}()
	(&T{}).method(1)
}

func main() {
	done := make(chan bool)
	go func() {
		defer close(done)
		defer func() { recover() }()
		outer()
	}()
	<-done
}
