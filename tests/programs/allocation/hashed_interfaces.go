// Looking up a key behind an interface allocates nothing: neither the key nor what the hash functions make of it goes to the heap.
package main

import (
	"fmt"
	"reflect"
	"sync"
	"testing"
	"unique"
)

type pair struct {
	a, b int
	s    string
}

type nested struct {
	x    [1]pair
	_    int
	f    float64
	rest [2]int8
}

func main() {
	var m sync.Map
	typ := reflect.TypeOf(pair{})
	m.Store(typ, 1)
	count := func(name string, f func()) { fmt.Println(name, testing.AllocsPerRun(100, f)) }
	count("sync.Map", func() { m.Load(typ) })
	byType := map[any]int{typ: 1, pair{1, 2, "x"}: 2, nested{f: 1.5}: 3, &m: 4, 5: 6}
	count("pointer", func() { byType[typ]++ })
	n := 5
	count("int", func() {
		if byType[n] != 6 {
			panic("int")
		}
	})
	count("struct", func() {
		if byType[pair{1, 2, "x"}] != 2 {
			panic("struct")
		}
	})
	count("nested", func() {
		if byType[nested{f: 1.5}] != 3 {
			panic("nested")
		}
	})
	count("inside", func() {
		if _, ok := byType[[2]any{typ, n}]; ok {
			panic("inside")
		}
	})
	unique.Make(pair{1, 2, "y"})
	count("unique", func() { unique.Make(pair{1, 2, "y"}) })
}
