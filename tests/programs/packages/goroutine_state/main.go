// Assembly that looks at the current g: through TLS, and at the offsets that Go 1.27's g has.
package main

import (
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"unsafe"
)

func current() uintptr
func currentByMacro() uintptr
func goid() uint64
func thread() uintptr

//go:linkname typelinks reflect.typelinks
func typelinks() (sections []unsafe.Pointer, offset [][]int32)

//go:linkname resolveTypeOff reflect.resolveTypeOff
func resolveTypeOff(rtype unsafe.Pointer, off int32) unsafe.Pointer

// runtimeType finds a type of the runtime by its name: pointers to it are among the type links.
func runtimeType(name string) reflect.Type {
	sections, offsets := typelinks()
	for i, section := range sections {
		for _, off := range offsets[i] {
			var v any
			(*[2]unsafe.Pointer)(unsafe.Pointer(&v))[0] = resolveTypeOff(section, off)
			if t := reflect.TypeOf(v); t.String() == "*"+name {
				return t.Elem()
			}
		}
	}
	return nil
}

// printed is the goroutine's number as traces print it.
func printed() (id uint64) {
	var buf [64]byte
	fmt.Sscanf(strings.TrimPrefix(string(buf[:runtime.Stack(buf[:], false)]), "goroutine "), "%d", &id)
	return id
}

func main() {
	fmt.Println(current() != 0, current() == currentByMacro(), goid(), thread() != 0)
	var wg sync.WaitGroup
	var mu sync.Mutex
	seen := map[uintptr]bool{current(): true}
	for range 10 {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			if goid() != printed() {
				fmt.Println("goid", goid(), "but printed", printed())
			}
			if *(*uint64)(unsafe.Add(unsafe.Pointer(current()), 280)) != 1 {
				fmt.Println("the parent is not goroutine 1")
			}
			seen[current()] = true
		})
	}
	wg.Wait()
	fmt.Println(len(seen) > 1)
	g := runtimeType("runtime.g")
	for _, name := range []string{"stack", "stackguard0", "_panic", "_defer", "m", "sched", "syscallsp", "param", "atomicstatus", "goid", "schedlink",
		"waitreason", "preempt", "paniconfault", "lockedm", "sig", "writebuf", "parentGoid", "gopc", "startpc", "waiting", "labels", "timer", "selectDone"} {
		if f, ok := g.FieldByName(name); ok {
			fmt.Println(name, f.Offset)
		} else {
			fmt.Println(name, "is not there")
		}
	}
	for i := range runtimeType("runtime.gobuf").NumField() {
		f := runtimeType("runtime.gobuf").Field(i)
		fmt.Println(f.Name, f.Type, f.Offset)
	}
}
