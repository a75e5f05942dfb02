// gcflags: -d=checkptr

// What -d=checkptr finds, each in a process of its own.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"unsafe"
)

type pair struct{ a, b *int }

//go:noinline
func heap[T any]() *T { return new(T) }

var global [4]int64
var sink any

//go:nocheckptr
func unchecked(p unsafe.Pointer) *[100]int64 { return (*[100]int64)(p) }

func main() {
	if len(os.Args) == 1 {
		for _, name := range strings.Fields("ok straddle straddle3 bounds3 align alignok bad arith noorigin slice string nil") {
			out, err := exec.Command("/proc/self/exe", name).CombinedOutput()
			text := string(out)
			if err != nil {
				text, _, _ = strings.Cut(text, "\n")
			}
			fmt.Println(name, err)
			fmt.Println(text)
		}
		return
	}
	x := heap[[4]int64]()
	sink = x
	y := heap[[4]int64]()
	sink = y
	n := len(os.Args)
	p := unsafe.Pointer(x)
	switch os.Args[1] {
	case "ok":
		q := unsafe.Pointer(uintptr(p) + 8*uintptr(n) - 8)
		*(*int64)(q) = 7
		q = unsafe.Pointer(uintptr(q) &^ 7)
		q = unsafe.Pointer(8 + uintptr(q))
		h := (*reflect.SliceHeader)(unsafe.Pointer(&[]int{1}))
		fmt.Println(*x, *(*int)(unsafe.Pointer(h.Data)), len((*[2]int64)(p)[:n:n]))
		fmt.Println(*(*int64)(unsafe.Pointer(reflect.ValueOf(x).Pointer())) == 0)
		var l [3]int32
		fmt.Println(len(unsafe.Slice((*int32)(unsafe.Pointer(&l)), 3)), unsafe.String((*byte)(unsafe.Pointer(&l)), 12) != "")
		g := (*[4]int64)(unsafe.Pointer(&global))
		fmt.Println(g[1], *(*uintptr)(unsafe.Pointer(&p)) != 0, unchecked(p) != nil)
	case "straddle":
		fmt.Println((*[8]int64)(p) != nil)
	case "straddle3":
		fmt.Println(len((*[1 << 20]int64)(p)[:n:n+1000]))
	case "bounds3":
		fmt.Println(len((*[10]int64)(p)[:n:n+1000]))
	case "align":
		fmt.Println((*pair)(unsafe.Pointer(uintptr(p)+1)) != nil)
	case "alignok":
		fmt.Println((*int64)(unsafe.Pointer(uintptr(p)+1)) != nil)
	case "bad":
		fmt.Println(unsafe.Pointer(uintptr(n)))
	case "arith":
		d := uintptr(unsafe.Pointer(y)) - uintptr(p)
		fmt.Println(unsafe.Pointer(uintptr(p)+d) != nil)
	case "noorigin":
		a := uintptr(p)
		fmt.Println(unsafe.Pointer(a+8) != nil)
	case "slice":
		fmt.Println(len(unsafe.Slice((*int64)(p), 5*n)))
	case "string":
		fmt.Println(len(unsafe.String((*byte)(p), 33*n)))
	case "nil":
		fmt.Println(unsafe.Pointer(uintptr(n-n)), (*pair)(unsafe.Pointer(nil)), (*pair)(unsafe.Pointer(uintptr(n-n))))
	}
}
