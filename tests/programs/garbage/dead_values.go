// An object goes as soon as nothing will look at it, though variables that once held it are still in scope; and not before.
package main

import (
	"errors"
	"fmt"
	"runtime"
	"sync/atomic"
	"time"
)

type object struct {
	words [8]int
	next  *object
}

var freed atomic.Int64

//go:noinline
func make1(n int) *object {
	o := &object{words: [8]int{n}}
	runtime.SetFinalizer(o, func(*object) { freed.Add(1) })
	return o
}

// gone collects and tells how many objects have gone since the last call. want: how many to wait for.
//
//go:noinline
func gone(want int64) int64 {
	for range 40 {
		runtime.GC()
		if want != 0 && freed.Load() >= want {
			break
		}
		if want == 0 && freed.Load() == 0 {
			runtime.GC()
			break
		}
		time.Sleep(time.Millisecond)
	}
	return freed.Swap(0)
}

//go:noinline
func use(o *object) int { return o.words[0] }

//go:noinline
func many(a, b, c, d, e, f, g *object) int { return use(a) + use(g) }

type holder struct {
	o    *object
	rest [20]int
}

//go:noinline
func through(h *holder) int { return use(h.o) }

func register() {
	o := make1(1)
	fmt.Println("register:", gone(0), use(o), gone(1))
}

func spilled() {
	a, b, c, d, e, f, g := make1(1), make1(2), make1(3), make1(4), make1(5), make1(6), make1(7)
	before := gone(0)
	n := many(a, b, c, d, e, f, g)
	one := gone(5)
	n += use(b) + use(f)
	fmt.Println("spilled:", before, n, one, gone(2))
}

func inMemory() {
	var h holder
	h.o = make1(3)
	p := &h
	before := gone(0)
	n := through(p)
	fmt.Println("in memory:", before, n, gone(1))
}

func chosen(b bool) {
	h, other := holder{o: make1(1)}, holder{o: make1(2)}
	p := &h
	if b {
		p = &other
	}
	through(&h)
	through(&other)
	first := gone(1)
	n := through(p)
	fmt.Println("chosen:", n, first+gone(2-first)) // whether the other one goes earlier is up to the collector
}

func loop() {
	total := int64(0)
	for i := range 5 {
		o := make1(i)
		total += gone(0)
		use(o)
		total += gone(1)
	}
	fmt.Println("loop:", total)
}

func closure() {
	o := make1(9)
	f := func() int { return use(o) }
	before := gone(0)
	n := f()
	fmt.Println("closure:", before, n, gone(1))
}

func deferred() {
	o := make1(4)
	during := int64(-1)
	func() {
		defer func() {
			recover()
			during = gone(0) + int64(use(o))
		}()
		panic(errors.New("x"))
	}()
	fmt.Println("deferred:", during, gone(1))
}

func fault() {
	o := make1(5)
	kept := make1(6)
	var seen int64
	n := func() (n int) {
		defer func() {
			seen = gone(1) // o is dead, kept is not
			recover()
			n = use(kept)
		}()
		use(o)
		*(*int)(nil) = 1
		return 1
	}()
	fmt.Println("fault:", n, seen+gone(1)) // what the fault has interrupted may keep o till then
}

func recovered() (o *object) {
	defer func() { recover(); gone(0) }()
	o = make1(7)
	panic(1)
}

func keepAlive() {
	o := make1(1)
	address := fmt.Sprint(&o.words) != ""
	before := gone(0)
	runtime.KeepAlive(o)
	fmt.Println("KeepAlive:", address, before, gone(1))
}

func method() {
	f := make1(8).value
	before := gone(0)
	n := f()
	fmt.Println("method value:", before, n, gone(1))
}

func (o *object) value() int { return use(o) }

type wide struct {
	a, b, c, d, e, f, g, h, i, j *object
}

//go:noinline
func stacked(w wide, n int64) int64 {
	n += gone(0)
	return n + int64(use(w.j))
}

func arguments() {
	n := stacked(wide{a: make1(1), j: make1(2)}, 10)
	fmt.Println("arguments:", n, gone(2))
}

func iterate(yield func(*object) bool) {
	for i := range 3 {
		if !yield(make1(i)) {
			return
		}
	}
}

func ranged() {
	sum := int64(0)
	for o := range iterate {
		sum += gone(0) + int64(use(o))
	}
	fmt.Println("range over func:", sum, gone(1))
}

func chain() {
	o := make1(1)
	o.next = make1(2)
	o = o.next
	one := gone(1)
	fmt.Println("chain:", one, use(o), gone(1))
}

func channels() {
	c, done := make(chan *object), make(chan int)
	go func() {
		o := <-c
		n := int(gone(0)) + use(o)
		done <- n + int(gone(1))
	}()
	c <- make1(30)
	fmt.Println("channel:", <-done)
	go func() { c <- make1(3) }()
	time.Sleep(10 * time.Millisecond)
	before := gone(0)
	o := <-c
	fmt.Println("sender:", before, use(o), gone(1))
}

func main() {
	for _, f := range []func(){
		register, spilled, inMemory, func() { chosen(true) }, func() { chosen(false) }, loop, closure, deferred, fault, keepAlive, method,
		arguments, ranged, chain, channels,
	} {
		f()
		gone(1) // what a case has left, as collectors may
	}
	o := recovered()
	fmt.Println("recovered:", gone(0), use(o), gone(1))
}
