// A pipeline of stages with cancellation, errors from workers, ordered results, bounded parallelism and a rate of ticks.
package main

import (
	"context"
	"errors"
	"fmt"
	"sort"
	"sync"
	"time"
)

func stage[I, O any](ctx context.Context, in <-chan I, workers int, f func(I) (O, error)) (<-chan O, <-chan error) {
	out, errs := make(chan O), make(chan error, workers)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for x := range in {
				y, err := f(x)
				if err != nil {
					errs <- err
					return
				}
				select {
				case out <- y:
				case <-ctx.Done():
					return
				}
			}
		})
	}
	go func() { wg.Wait(); close(out); close(errs) }()
	return out, errs
}

func source(ctx context.Context, n int) <-chan int {
	c := make(chan int)
	go func() {
		defer close(c)
		for i := range n {
			select {
			case c <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	return c
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	sq, _ := stage(ctx, source(ctx, 100), 4, func(i int) (int, error) { return i * i, nil })
	str, _ := stage(ctx, sq, 3, func(i int) (string, error) { return fmt.Sprint(i), nil })
	var all []string
	for s := range str {
		all = append(all, s)
	}
	sort.Slice(all, func(i, j int) bool { return len(all[i]) < len(all[j]) || len(all[i]) == len(all[j]) && all[i] < all[j] })
	fmt.Println(len(all), all[:5], all[99])
	bad, errs := stage(ctx, source(ctx, 10), 1, func(i int) (int, error) {
		if i == 5 {
			return 0, errors.New("five")
		}
		return i, nil
	})
	n := 0
	for range bad {
		n++
	}
	fmt.Println(n, <-errs)
	cancel()
	late, _ := stage(ctx, source(ctx, 1000), 2, func(i int) (int, error) { return i, nil })
	c := 0
	for range late {
		c++
	}
	fmt.Println(c < 1000, ctx.Err())
	sem := make(chan struct{}, 3)
	var mu sync.Mutex
	running, most := 0, 0
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			sem <- struct{}{}
			defer func() { <-sem }()
			mu.Lock()
			running++
			most = max(most, running)
			mu.Unlock()
			time.Sleep(100 * time.Microsecond)
			mu.Lock()
			running--
			mu.Unlock()
		})
	}
	wg.Wait()
	fmt.Println(most <= 3, most > 0)
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	ticks := 0
	deadline := time.After(time.Second)
loop:
	for {
		select {
		case <-tick.C:
			if ticks++; ticks == 5 {
				break loop
			}
		case <-deadline:
			break loop
		}
	}
	fmt.Println(ticks)
}
