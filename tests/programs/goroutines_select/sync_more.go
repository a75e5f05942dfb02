// sync.Once with panics, Cond, RWMutex, Pool, Map, OnceValue, atomic values, context.
package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

func main() {
	var once sync.Once
	for range 2 {
		func() {
			defer func() { fmt.Println("once", recover()) }()
			once.Do(func() { panic("in once") })
			fmt.Println("second")
		}()
	}
	ov := sync.OnceValue(func() int { fmt.Print("computed "); return 3 })
	fmt.Println(ov(), ov())
	of := sync.OnceFunc(func() { panic("always") })
	for range 2 {
		func() { defer func() { fmt.Println(recover()) }(); of() }()
	}
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	ready := 0
	var wg sync.WaitGroup
	for range 5 {
		wg.Go(func() {
			mu.Lock()
			for ready == 0 {
				cond.Wait()
			}
			ready++
			mu.Unlock()
		})
	}
	mu.Lock()
	ready = 1
	cond.Broadcast()
	mu.Unlock()
	wg.Wait()
	fmt.Println(ready)
	var rw sync.RWMutex
	var readers, most atomic.Int32
	for range 8 {
		wg.Go(func() {
			rw.RLock()
			defer rw.RUnlock()
			n := readers.Add(1)
			for {
				o := most.Load()
				if n <= o || most.CompareAndSwap(o, n) {
					break
				}
			}
			time.Sleep(time.Millisecond)
			readers.Add(-1)
		})
	}
	wg.Wait()
	fmt.Println(most.Load() > 1, rw.TryLock(), rw.TryRLock())
	var sm sync.Map
	for i := range 10 {
		sm.Store(i, i*i)
	}
	v, loaded := sm.LoadOrStore(3, 0)
	fmt.Println(v, loaded)
	sm.Delete(4)
	_, ok := sm.Load(4)
	n := 0
	sm.Range(func(k, v any) bool { n += v.(int); return true })
	fmt.Println(ok, n, sm.CompareAndSwap(2, 4, 40))
	var av atomic.Value
	av.Store([]int{1})
	func() { defer func() { fmt.Println(recover()) }(); av.Store("x") }()
	var ap atomic.Pointer[string]
	s := "p"
	fmt.Println(ap.Load() == nil, ap.CompareAndSwap(nil, &s), *ap.Load())
	var u atomic.Uint32
	fmt.Println(u.Add(^uint32(0)), u.And(0xf0), u.Load(), u.Or(1), u.Swap(9))
	ctx, cancel := context.WithCancelCause(context.WithValue(context.Background(), "k", 5))
	cancel(errors.New("why"))
	<-ctx.Done()
	fmt.Println(ctx.Err(), context.Cause(ctx), ctx.Value("k"))
	ctx2, stop := context.WithTimeout(context.Background(), time.Millisecond)
	defer stop()
	<-ctx2.Done()
	fmt.Println(ctx2.Err(), errors.Is(ctx2.Err(), context.DeadlineExceeded))
	p := sync.Pool{New: func() any { return new(int) }}
	q := p.Get().(*int)
	*q = 5
	p.Put(q)
	fmt.Println(*q)
	t := time.NewTimer(time.Hour)
	fmt.Println(t.Stop(), t.Reset(time.Millisecond))
	<-t.C
	tick := time.NewTicker(time.Millisecond)
	<-tick.C
	<-tick.C
	tick.Stop()
	func() { defer func() { fmt.Println(recover()) }(); var w sync.WaitGroup; w.Done() }()
}
