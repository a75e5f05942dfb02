// Deferred unlocks, mutexes, sync.Pool, sync.Once, RWMutex, sync.Map, recover from panics in a loop.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"sync"
)

type counter struct {
	mu sync.Mutex
	m  map[string]int
	n  int
}

func (c *counter) add(d int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n += d
}

type guarded struct {
	mu sync.RWMutex
	v  []int
}

func (g *guarded) get(i int) int {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return g.v[i%len(g.v)]
}

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func useBuffer(i int) int {
	b := pool.Get().(*bytes.Buffer)
	defer pool.Put(b)
	b.Reset()
	b.WriteString("number ")
	b.WriteByte(byte('0' + i%10))
	return b.Len()
}

var errBad = errors.New("bad")

func risky(i int) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("wrapped: %w", r.(error))
		}
	}()
	if i%50 == 0 {
		panic(errBad)
	}
	return nil
}

func main() {
	c := &counter{}
	for i := range 8_000_000 {
		c.add(i & 3)
	}
	g := &guarded{v: []int{1, 2, 3, 4, 5}}
	sum := 0
	for i := range 4_000_000 {
		sum += g.get(i)
	}
	for i := range 3_000_000 {
		sum += useBuffer(i)
	}
	bad := 0
	for i := range 1_000_000 {
		if err := risky(i); errors.Is(err, errBad) {
			bad++
		}
	}
	var once sync.Once
	for range 5_000_000 {
		once.Do(func() { sum++ })
	}
	var sm sync.Map
	for i := range 300_000 {
		sm.Store(i%1000, i)
		if v, ok := sm.Load(i % 500); ok {
			sum += v.(int) & 1
		}
	}
	fmt.Println(c.n, sum, bad)
}
