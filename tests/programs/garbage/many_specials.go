// Finalizers, cleanups and weak pointers on all objects of many spans, set and removed in all orders.
package main

import (
	"fmt"
	"math/rand"
	"runtime"
	"sync/atomic"
	"time"
	"weak"
)

type small struct {
	n    int
	next *small
}

const count = 20000

var finalized, cleaned, wrong atomic.Int64

func orders() [][]int {
	up, down, random := make([]int, count), make([]int, count), rand.New(rand.NewSource(1)).Perm(count)
	for i := range up {
		up[i], down[count-1-i] = i, i
	}
	return [][]int{up, down, random}
}

//go:noinline
func round(order, other []int) {
	list := make([]*small, count)
	for i := range list {
		list[i] = &small{n: i}
	}
	weaks := make([]weak.Pointer[small], count)
	cleanups := make([]runtime.Cleanup, count)
	for _, i := range order {
		runtime.SetFinalizer(list[i], func(s *small) {
			if s.n != i || i%2 != 0 {
				wrong.Add(1)
			}
			finalized.Add(1)
		})
		weaks[i] = weak.Make(list[i])
		cleanups[i] = runtime.AddCleanup(list[i], func(n int) {
			if n != i || i%3 == 0 {
				wrong.Add(1)
			}
			cleaned.Add(1)
		}, i)
	}
	for _, i := range other {
		if i%2 != 0 {
			runtime.SetFinalizer(list[i], nil)
		}
		if i%3 == 0 {
			cleanups[i].Stop()
		}
		if weak.Make(list[i]) != weaks[i] || weaks[i].Value() != list[i] {
			wrong.Add(1)
		}
	}
	runtime.GC()
	for i := range list {
		if weaks[i].Value() != list[i] {
			wrong.Add(1)
		}
	}
	runtime.KeepAlive(list)
}

// An array with a cleanup on each of its elements, all of them on one span.
//
//go:noinline
func elements() {
	array := new([count]small)
	for i := range array {
		runtime.AddCleanup(&array[i], func(n int) { cleaned.Add(1) }, i)
	}
}

func main() {
	o := orders()
	for _, pair := range [][2]int{{0, 0}, {0, 1}, {1, 0}, {2, 0}, {0, 2}, {2, 2}} {
		round(o[pair[0]], o[pair[1]])
	}
	elements()
	const finalizers, cleanups = 6 * count / 2, 6*(count-(count+2)/3) + count
	for range 200 {
		runtime.GC()
		if finalized.Load() >= finalizers-20 && cleaned.Load() >= cleanups-20 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	// A stray word on a stack may keep a few.
	f, c := finalized.Load(), cleaned.Load()
	fmt.Println(f >= finalizers-20 && f <= finalizers, c >= cleanups-20 && c <= cleanups, wrong.Load())
}
