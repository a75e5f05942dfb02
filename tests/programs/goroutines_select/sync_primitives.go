// Once, Cond, Pool, Map, OnceValue, context cancellation.
package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

func main() {
	var once sync.Once
	for range 3 {
		once.Do(func() { fmt.Println("once") })
	}
	v := sync.OnceValue(func() int { fmt.Println("computed"); return 5 })
	fmt.Println(v(), v())
	func() {
		f := sync.OnceFunc(func() { panic("once panics") })
		for range 2 {
			func() {
				defer func() { fmt.Println(recover()) }()
				f()
			}()
		}
	}()
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
	var m sync.Map
	m.Store("a", 1)
	got, loaded := m.LoadOrStore("a", 2)
	fmt.Println(got, loaded)
	m.Delete("a")
	_, ok := m.Load("a")
	fmt.Println(ok)
	ctx, cancel := context.WithCancelCause(context.WithValue(context.Background(), "k", "v"))
	done := make(chan bool)
	go func() {
		<-ctx.Done()
		done <- true
	}()
	cancel(errors.New("why"))
	fmt.Println(<-done, ctx.Err(), context.Cause(ctx), ctx.Value("k"))
	tctx, stop := context.WithTimeout(context.Background(), time.Millisecond)
	defer stop()
	<-tctx.Done()
	fmt.Println(tctx.Err(), errors.Is(tctx.Err(), context.DeadlineExceeded))
	p := sync.Pool{New: func() any { return "new" }}
	fmt.Println(p.Get())
	fmt.Println(mu.TryLock(), mu.TryLock())
}
