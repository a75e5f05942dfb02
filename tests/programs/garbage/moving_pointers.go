// Pointers move all the time between objects, maps, channels, slices, closures, interfaces and atomics, while many goroutines allocate:
// whatever the collector misses is found by the sums.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

type cell struct {
	sum  uint64
	next *cell
	any  any
	fn   func() uint64
	list []*cell
	data [5]uint64
}

func fresh(r *rng) *cell {
	c := &cell{}
	for i := range c.data {
		c.data[i] = r.next()
		c.sum += c.data[i]
	}
	v := c.data[0]
	c.fn = func() uint64 { return v }
	return c
}

func (c *cell) check() {
	s := uint64(0)
	for _, v := range c.data {
		s += v
	}
	if s != c.sum || c.fn() != c.data[0] {
		panic("broken cell")
	}
}

type rng struct{ s uint64 }

func (r *rng) next() uint64 {
	r.s ^= r.s << 13
	r.s ^= r.s >> 7
	r.s ^= r.s << 17
	return r.s
}

type box struct{ p atomic.Pointer[cell] }

func work(id int, in, out chan *cell, shared []box, rounds int, wg *sync.WaitGroup) {
	defer wg.Done()
	r := &rng{uint64(id)*7919 + 1}
	table := map[uint64]*cell{}
	ring := make([]*cell, 64)
	var head *cell
	for i := 0; i < rounds; i++ {
		c := fresh(r)
		switch r.next() % 8 {
		case 0: // a list: at its head, and cut in the middle
			c.next = head
			head = c
			if i%16 == 0 {
				n := 0
				for p := head; p != nil; p = p.next {
					p.check()
					if n++; n == 20 {
						p.next = nil
					}
				}
			}
		case 1:
			table[r.next()%50] = c
			if o := table[r.next()%50]; o != nil {
				o.check()
				delete(table, r.next()%50)
				ring[r.next()%64] = o
			}
		case 2:
			select {
			case out <- c:
			case o := <-in:
				o.check()
				ring[r.next()%64] = o
			default:
			}
		case 3:
			if o := shared[r.next()%uint64(len(shared))].p.Swap(c); o != nil {
				o.check()
				ring[r.next()%64] = o
			}
		case 4:
			a, b := r.next()%64, r.next()%64
			ring[a], ring[b] = ring[b], ring[a]
			if ring[a] != nil {
				ring[a].any = ring[b]
				ring[a].check()
			}
		case 5:
			c.list = append(c.list, ring[:r.next()%64]...)
			copy(ring[1:], ring[:32])
			ring[0] = c
			if c.list != nil && c.list[0] != nil {
				c.list[0].list = nil
			}
		case 6:
			for _, o := range ring {
				if o != nil {
					o.check()
					if x, ok := o.any.(*cell); ok && x != nil {
						x.check()
						o.any = nil
						if i%3 == 0 {
							ring[r.next()%64] = x
						}
					}
				}
			}
		case 7:
			done := make(chan *cell, 1)
			o := ring[r.next()%64]
			go func() {
				if o != nil {
					o.check()
				}
				done <- o
			}()
			if i%50 == 0 {
				select {
				case o := <-done:
					ring[3] = o
				case <-time.After(50 * time.Microsecond):
				}
			} else {
				ring[3] = <-done
			}
		}
	}
	for p := head; p != nil; p = p.next {
		p.check()
	}
	for _, o := range table {
		o.check()
	}
}

type tree struct {
	l, r *tree
	v    [4]uint64
}

func grow(d int) *tree {
	t := &tree{v: [4]uint64{uint64(d), 1, 2, 3}}
	if d > 0 {
		t.l, t.r = grow(d-1), grow(d-1)
	}
	return t
}

func (t *tree) sum() uint64 {
	if t == nil {
		return 0
	}
	t.l, t.r = t.r, t.l // while it is being marked
	return t.v[0] + t.v[1] + t.l.sum() + t.r.sum()
}

func main() {
	const workers = 12
	shared := make([]box, 100)
	chans := make([]chan *cell, workers)
	for i := range chans {
		chans[i] = make(chan *cell, i%3)
	}
	root := grow(12)
	want := root.sum()
	var wg sync.WaitGroup
	for i := 0; i < workers; i++ {
		wg.Add(1)
		go work(i, chans[i], chans[(i+1)%workers], shared, 4000, &wg)
	}
	stop := make(chan bool)
	swaps := make(chan bool)
	go func() {
		for {
			select {
			case <-stop:
				close(swaps)
				return
			default:
				if root.sum() != want {
					panic("broken tree")
				}
			}
		}
	}()
	wg.Wait()
	close(stop)
	<-swaps
	runtime.GC()
	fmt.Println("ok", root.sum() == want)
}
