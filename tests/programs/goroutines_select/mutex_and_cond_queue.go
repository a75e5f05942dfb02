// A bounded queue with conditions, a read-write cache, a barrier and a semaphore; totals are exact.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type Queue[T any] struct {
	mu              sync.Mutex
	full, empty     *sync.Cond
	buf             []T
	cap, puts, gets int
	closed          bool
}

func New[T any](n int) *Queue[T] {
	q := &Queue[T]{cap: n}
	q.full, q.empty = sync.NewCond(&q.mu), sync.NewCond(&q.mu)
	return q
}
func (q *Queue[T]) Put(v T) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.buf) == q.cap {
		q.full.Wait()
	}
	q.buf = append(q.buf, v)
	q.puts++
	q.empty.Signal()
}
func (q *Queue[T]) Get() (v T, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.buf) == 0 && !q.closed {
		q.empty.Wait()
	}
	if len(q.buf) == 0 {
		return v, false
	}
	v, q.buf = q.buf[0], q.buf[1:]
	q.gets++
	q.full.Signal()
	return v, true
}
func (q *Queue[T]) Close() { q.mu.Lock(); q.closed = true; q.mu.Unlock(); q.empty.Broadcast() }

type Barrier struct {
	mu       sync.Mutex
	c        *sync.Cond
	n, in, r int
}

func (b *Barrier) Wait() {
	b.mu.Lock()
	defer b.mu.Unlock()
	round := b.r
	if b.in++; b.in == b.n {
		b.in, b.r = 0, b.r+1
		b.c.Broadcast()
		return
	}
	for round == b.r {
		b.c.Wait()
	}
}

func main() {
	q := New[int](3)
	var prod, cons sync.WaitGroup
	var sum atomic.Int64
	for p := range 4 {
		prod.Go(func() {
			for i := range 250 {
				q.Put(p*1000 + i)
			}
		})
	}
	for range 3 {
		cons.Go(func() {
			for {
				v, ok := q.Get()
				if !ok {
					return
				}
				sum.Add(int64(v))
			}
		})
	}
	prod.Wait()
	q.Close()
	cons.Wait()
	fmt.Println(sum.Load(), q.puts, q.gets)
	b := &Barrier{n: 5}
	b.c = sync.NewCond(&b.mu)
	var phase [3]atomic.Int32
	var bad atomic.Int32
	var wg sync.WaitGroup
	for range 5 {
		wg.Go(func() {
			for p := range phase {
				phase[p].Add(1)
				b.Wait()
				if phase[p].Load() != 5 {
					bad.Add(1)
				}
				b.Wait()
			}
		})
	}
	wg.Wait()
	fmt.Println(bad.Load(), b.r)
	var rw sync.RWMutex
	cache := map[int]int{}
	var miss atomic.Int32
	get := func(k int) int {
		rw.RLock()
		v, ok := cache[k]
		rw.RUnlock()
		if ok {
			return v
		}
		rw.Lock()
		defer rw.Unlock()
		if v, ok := cache[k]; ok {
			return v
		}
		miss.Add(1)
		cache[k] = k * k
		return cache[k]
	}
	for g := range 8 {
		wg.Go(func() {
			for i := range 100 {
				if get((i*g)%20) != ((i*g)%20)*((i*g)%20) {
					bad.Add(1)
				}
			}
		})
	}
	wg.Wait()
	fmt.Println(bad.Load(), miss.Load(), len(cache))
}
