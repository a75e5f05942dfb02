// Deferred calls that recover and ones that do not, in functions with results of all kinds.
package main

import (
	"errors"
	"fmt"
	"sync"
)

type c struct {
	mu sync.Mutex
	n  int
}

func (c *c) add(d int) (r int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n += d
	if d == 7 {
		panic("seven")
	}
	return c.n
}

func named(p *int) (x int, err error) {
	defer func() {
		x *= 2
		if p == nil {
			err = errors.New("nil p")
		}
	}()
	x = 5
	if p != nil {
		x = *p
	}
	return x + 1, nil
}

func deep(p *int) int { defer fmt.Println("deep"); return *p }

func loop() (s string) {
	for i := range 3 {
		defer func() { s += fmt.Sprint(i) }()
	}
	return "x"
}

func rec(f func()) (msg string) {
	defer func() {
		if r := recover(); r != nil {
			msg = fmt.Sprint("recovered ", r)
		}
	}()
	f()
	return "fine"
}

func helper()                    { recover() }
func viaHelper()                 { defer helper(); panic("via") }
func nested()                    { defer func() { helper() }(); panic("nested") }
func method(m interface{ Do() }) { defer m.Do(); panic("method") }

type doer struct{}

func (doer) Do() { fmt.Println("do", recover()) }
func two()       { defer func() { fmt.Println("second"); panic("again") }(); panic("first") }
func many(n int) (a, b string, c float64) {
	defer func() { c += 0.5 }()
	switch n {
	case 0:
		return "a", "b", 1
	case 1:
		a = "q"
		return
	}
	return fmt.Sprint(n), "z", 2
}

func main() {
	x := &c{}
	fmt.Println(x.add(1), rec(func() { x.add(7) }), x.add(2))
	v := 9
	fmt.Println(named(nil))
	fmt.Println(named(&v))
	fmt.Println(rec(func() { deep(nil) }), deep(&v))
	fmt.Println(loop())
	fmt.Println(rec(viaHelper), rec(nested), rec(func() { method(doer{}) }), rec(two))
	fmt.Println(many(0))
	fmt.Println(many(1))
	fmt.Println(many(2))
	func() {
		for i := range 2 {
			defer fmt.Println("d", i)
		}
	}()
	var wg sync.WaitGroup
	wg.Add(1)
	go func() { defer wg.Done(); defer fmt.Println("bye"); x.mu.Lock(); defer x.mu.Unlock() }()
	wg.Wait()
	deep(nil)
}
