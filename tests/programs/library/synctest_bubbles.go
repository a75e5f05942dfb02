// Bubbles of testing/synctest: their clock, timers due at one moment, iterators that are pulled.
package main

import (
	"fmt"
	"iter"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func clock(t *testing.T) {
	before := time.Now()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		fmt.Println(start.UTC(), before.Sub(start) > 20*365*24*time.Hour)
		time.Sleep(time.Until(before.Round(0)))
		fmt.Println(time.Now().Equal(before))
		time.Sleep(3 * time.Second)
		fmt.Println(time.Since(before), time.Now().Sub(before))
	})
}

// Who is due at the same moment may come in any order.
func lots(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var seen [2]int
		for range 2000 {
			var first atomic.Int32
			for i := range int32(2) {
				go func() {
					time.Sleep(1)
					first.CompareAndSwap(0, i+1)
				}()
			}
			time.Sleep(1)
			synctest.Wait()
			seen[first.Load()-1]++
		}
		fmt.Println(seen[0]+seen[1], seen[0] > 100, seen[1] > 100)
		a, b := time.NewTimer(0), time.NewTimer(0)
		a.Stop()
		b.Stop()
		seen = [2]int{}
		for range 2000 {
			a.Reset(1)
			b.Reset(1)
			select {
			case <-a.C:
				seen[0]++
			case <-b.C:
				seen[1]++
			}
			a.Stop()
			b.Stop()
		}
		fmt.Println(seen[0]+seen[1], seen[0] > 100, seen[1] > 100)
	})
}

func pulled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		next, stop := iter.Pull(func(yield func(time.Duration) bool) {
			for yield(time.Since(start)) {
				time.Sleep(time.Second)
			}
		})
		for range 3 {
			fmt.Println(next())
		}
		stop()
		synctest.Wait()
		var got []time.Duration
		go func() {
			next, stop := iter.Pull2(func(yield func(int, time.Duration) bool) {
				for i := 0; yield(i, time.Since(start)); i++ {
					time.Sleep(time.Second)
				}
			})
			defer stop()
			for range 4 {
				_, d, _ := next()
				got = append(got, d)
			}
		}()
		time.Sleep(10 * time.Second)
		synctest.Wait()
		fmt.Println(got)
	})
}

func main() {
	all := func(pat, str string) (bool, error) { return true, nil }
	testing.Main(all, []testing.InternalTest{{Name: "clock", F: clock}, {Name: "lots", F: lots}, {Name: "pulled", F: pulled}}, nil, nil)
}
