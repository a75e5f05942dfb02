// The block and mutex profiles tell who waited, and who made others wait, through inlined calls too.
package main

import (
	"bytes"
	"fmt"
	"runtime"
	"runtime/metrics"
	"runtime/pprof"
	"strings"
	"sync"
	"time"
)

func receive(c chan int) { <-c }

func hold(mu *sync.Mutex, done *sync.WaitGroup) {
	defer done.Done()
	mu.Lock()
	time.Sleep(5 * time.Millisecond)
	mu.Unlock()
}

func choose(a, b chan int) {
	select {
	case <-a:
	case <-b:
	}
}

func functions(records []runtime.BlockProfileRecord) map[string]bool {
	seen := map[string]bool{}
	for _, r := range records {
		if r.Count <= 0 || r.Cycles <= 0 {
			fmt.Println("empty record")
		}
		frames := runtime.CallersFrames(r.Stack())
		for {
			frame, more := frames.Next()
			seen[frame.Function] = true
			if !more {
				break
			}
		}
	}
	return seen
}

func main() {
	fmt.Println(runtime.SetMutexProfileFraction(1), runtime.SetMutexProfileFraction(-1))
	runtime.SetBlockProfileRate(1)
	c, d := make(chan int), make(chan int)
	go func() { time.Sleep(5 * time.Millisecond); c <- 1 }()
	receive(c)
	go func() { time.Sleep(5 * time.Millisecond); close(d) }()
	choose(c, d)
	var mu sync.Mutex
	var done sync.WaitGroup
	done.Add(2)
	go hold(&mu, &done)
	go hold(&mu, &done)
	done.Wait()
	runtime.SetBlockProfileRate(0)

	records := make([]runtime.BlockProfileRecord, 100)
	n, ok := runtime.BlockProfile(records)
	seen := functions(records[:n])
	fmt.Println(ok, seen["main.receive"], seen["main.choose"], seen["main.hold"], seen["sync.(*Mutex).Lock"], seen["sync.(*WaitGroup).Wait"], seen["main.main"])
	n, ok = runtime.MutexProfile(records)
	seen = functions(records[:n])
	fmt.Println(ok, seen["main.hold"], seen["sync.(*Mutex).Unlock"], seen["main.receive"])
	_, ok = runtime.BlockProfile(nil)
	fmt.Println(ok)

	var text bytes.Buffer
	pprof.Lookup("block").WriteTo(&text, 1)
	for _, want := range []string{"--- contention:\n", "main.receive+", "main.choose+", "sync.(*WaitGroup).Wait+"} {
		fmt.Print(strings.Contains(text.String(), want), " ")
	}
	fmt.Println()

	sample := []metrics.Sample{{Name: "/godebug/non-default-behavior/http2client:events"}, {Name: "/godebug/non-default-behavior/nothing:events"}}
	metrics.Read(sample)
	fmt.Println(sample[0].Value.Kind() == metrics.KindUint64, sample[1].Value.Kind() == metrics.KindBad)
}
