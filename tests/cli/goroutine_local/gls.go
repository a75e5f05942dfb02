// Package gls keeps values of goroutines, in the manner of libraries that find the current g through assembly and its fields by
// their offsets, which they take from the descriptor of runtime.g.
package gls

import (
	"reflect"
	"runtime"
	"sync"
	"unsafe"
)

// getg returns the current g; written in assembly.
func getg() unsafe.Pointer

var offsetGoid, offsetGopc = offsets()

func offsets() (goid, gopc uintptr) {
	t := gType()
	return offset(t, "goid"), offset(t, "gopc")
}

// gType finds runtime.g among the types that the program has descriptors of.
func gType() reflect.Type {
	sections, links := typelinks()
	for i, section := range sections {
		for _, link := range links[i] {
			typ := reflect.TypeOf(0)
			(*[2]unsafe.Pointer)(unsafe.Pointer(&typ))[1] = unsafe.Add(section, link)
			if typ.Kind() == reflect.Pointer && typ.Elem().String() == "runtime.g" {
				return typ.Elem()
			}
		}
	}
	panic("no descriptor of runtime.g")
}

//go:linkname typelinks reflect.typelinks
func typelinks() (sections []unsafe.Pointer, offset [][]int32)

func offset(t reflect.Type, name string) uintptr {
	f, ok := t.FieldByName(name)
	if !ok {
		panic("runtime.g has no " + name)
	}
	return f.Offset
}

// ID is the number of the current goroutine.
func ID() uint64 { return *(*uint64)(unsafe.Add(getg(), offsetGoid)) }

// Creator is the frame of the go statement that started the current goroutine.
func Creator() (runtime.Frame, bool) {
	pc := *(*uintptr)(unsafe.Add(getg(), offsetGopc))
	frame, _ := runtime.CallersFrames([]uintptr{pc}).Next()
	return frame, frame.Func != nil
}

// Value is a variable with a value for each goroutine.
type Value[T any] struct {
	mu     sync.Mutex
	values map[uint64]T
}

func (v *Value[T]) Set(x T) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.values == nil {
		v.values = map[uint64]T{}
	}
	v.values[ID()] = x
}

func (v *Value[T]) Get() (T, bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	x, ok := v.values[ID()]
	return x, ok
}

// Go starts f with the values of the starting goroutine.
func Go[T any](v *Value[T], f func()) {
	x, ok := v.Get()
	go func() {
		if ok {
			v.Set(x)
		}
		f()
	}()
}
