// all errors
package main

import (
	"bufio"
	b "bytes"
	. "errors"
	_ "fmt"
	"math/rand/v2"
	"os"
)

var used = func() { x := 1 }

func f(a int) (r int) {
	b := 1
	var c, d int
	c = 2
	var e = 3
	e++
	f := func() { f2 := 1 }
	g := &d
	*g = 1
	for i := 0; i < 1; {
	}
	for k, v := range []int{} {
	}
	switch t := any(1).(type) {
	case int:
	}
	if h := 1; true {
	}
	const unusedConst = 1
	type unusedType int
	select {
	case m, ok := <-make(chan int):
	}
	var p struct{ q int }
	p.q = 1
	var arr [3]int
	arr[0] = 1
	n := 0
	func() { n = 1 }()
	return
}

func main() {}
