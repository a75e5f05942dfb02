// The heap profile: every object at rate 1, objects that died, large ones, and the sampling of many small ones.
package main

import (
	"bytes"
	"fmt"
	"runtime"
	"runtime/pprof"
	"strings"
)

type node struct {
	next *node
	data [40]byte
}

var (
	list *node
	hold [][]byte
	sink []byte
)

//go:noinline
func keep(n int) {
	for i := 0; i < n; i++ {
		list = &node{next: list}
	}
}

//go:noinline
func drop(n int) {
	for i := 0; i < n; i++ {
		sink = make([]byte, 1000)
	}
	sink = nil
}

//go:noinline
func large() { hold = append(hold, make([]byte, 100000)) }

//go:noinline
func many(n int) {
	for i := 0; i < n; i++ {
		sink = make([]byte, 64)
	}
	sink = nil
}

// of sums up the records of stacks that a function is part of.
func of(function string) (r runtime.MemProfileRecord) {
	records := make([]runtime.MemProfileRecord, 5000)
	n, ok := runtime.MemProfile(records, true)
	if !ok {
		panic("too many records")
	}
	for _, record := range records[:n] {
		frames := runtime.CallersFrames(record.Stack())
		for {
			frame, more := frames.Next()
			if frame.Function == function {
				r.AllocObjects += record.AllocObjects
				r.AllocBytes += record.AllocBytes
				r.FreeObjects += record.FreeObjects
				r.FreeBytes += record.FreeBytes
				break
			}
			if !more {
				break
			}
		}
	}
	return r
}

func show(function string) {
	r := of(function)
	fmt.Println(function, r.AllocObjects, r.AllocBytes, r.FreeObjects, r.InUseObjects(), r.InUseBytes())
}

func main() {
	runtime.MemProfileRate = 1
	hold = make([][]byte, 0, 16)
	keep(100)
	drop(50)
	large()
	runtime.GC()
	runtime.GC()
	show("main.keep")
	r := of("main.drop")
	fmt.Println("main.drop", r.AllocObjects, r.AllocBytes, r.InUseObjects() <= 2)
	show("main.large")
	list = nil
	runtime.GC()
	runtime.GC()
	r = of("main.keep")
	fmt.Println("main.keep", r.AllocObjects, r.InUseObjects() <= 2)

	runtime.MemProfileRate = 0
	keep(10)
	runtime.GC()
	fmt.Println("off:", of("main.keep").AllocObjects-r.AllocObjects <= 1)

	const rate, objects = 4096, 1_000_000
	runtime.MemProfileRate = rate
	many(objects)
	runtime.GC()
	samples := float64(of("main.many").AllocObjects)
	expected := float64(objects) * 64 / rate
	fmt.Println("sampled:", samples > 0.9*expected && samples < 1.1*expected)
	runtime.MemProfileRate = 0

	var text bytes.Buffer
	for _, name := range []string{"heap", "allocs"} {
		text.Reset()
		if err := pprof.Lookup(name).WriteTo(&text, 1); err != nil {
			panic(err)
		}
		fmt.Println(name, strings.HasPrefix(text.String(), "heap profile: "), strings.Contains(text.String(), "main.large"),
			strings.Contains(text.String(), "# HeapAlloc = "))
	}
	text.Reset()
	if err := pprof.WriteHeapProfile(&text); err != nil {
		panic(err)
	}
	fmt.Println("gzip:", bytes.HasPrefix(text.Bytes(), []byte{0x1f, 0x8b}))
}
