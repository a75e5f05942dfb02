// runtime/metrics: the names and kinds there are, sums that must come out, and numbers that only grow.
package main

import (
	"fmt"
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"sync"
	"time"
)

func read() map[string]metrics.Value {
	var samples []metrics.Sample
	for _, d := range metrics.All() {
		samples = append(samples, metrics.Sample{Name: d.Name})
	}
	metrics.Read(samples)
	values := make(map[string]metrics.Value)
	for _, s := range samples {
		values[s.Name] = s.Value
	}
	return values
}

func total(h *metrics.Float64Histogram) (n uint64) {
	for _, c := range h.Counts {
		n += c
	}
	return n
}

func work() {
	var m sync.Mutex
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for range 20 {
				m.Lock()
				time.Sleep(100 * time.Microsecond)
				m.Unlock()
				_ = fmt.Sprint(make([]int, 1000))
			}
		})
	}
	wait.Wait()
	for start := time.Now(); time.Since(start) < 20*time.Millisecond; {
	}
	runtime.GC()
}

func main() {
	for _, d := range metrics.All() {
		if !strings.HasPrefix(d.Name, "/godebug/") {
			fmt.Println(d.Name, d.Kind, d.Cumulative)
		}
	}
	debug.SetGCPercent(150)
	debug.SetMemoryLimit(1 << 40)
	work()
	before := read()
	work()
	v := read()
	for _, d := range metrics.All() {
		if v[d.Name].Kind() != d.Kind {
			fmt.Println("kind:", d.Name, v[d.Name].Kind())
			continue
		}
		if !d.Cumulative {
			continue
		}
		less := false
		switch d.Kind {
		case metrics.KindUint64:
			less = v[d.Name].Uint64() < before[d.Name].Uint64()
		case metrics.KindFloat64:
			less = v[d.Name].Float64() < before[d.Name].Float64()
		case metrics.KindFloat64Histogram:
			for i, c := range v[d.Name].Float64Histogram().Counts {
				less = less || c < before[d.Name].Float64Histogram().Counts[i]
			}
		}
		if less {
			fmt.Println("goes back:", d.Name)
		}
	}

	number := func(name string) uint64 { return v[name].Uint64() }
	seconds := func(name string) float64 { return v["/cpu/classes/"+name+":cpu-seconds"].Float64() }
	histogram := func(name string) *metrics.Float64Histogram { return v[name].Float64Histogram() }
	about := func(a, b float64) bool { return math.Abs(a-b) <= 0.001*math.Max(a, b)+1e-6 }

	sum := uint64(0)
	for name, value := range v {
		if strings.HasPrefix(name, "/memory/classes/") && name != "/memory/classes/total:bytes" {
			sum += value.Uint64()
		}
	}
	fmt.Println("memory:", sum == number("/memory/classes/total:bytes"))
	fmt.Println("gc time:", about(seconds("gc/total"), seconds("gc/mark/assist")+seconds("gc/mark/dedicated")+seconds("gc/mark/idle")+seconds("gc/pause")))
	fmt.Println("time:", about(seconds("total"), seconds("gc/total")+seconds("scavenge/total")+seconds("user")+seconds("idle")))
	fmt.Println("some of each:", seconds("gc/total") > 0, seconds("user") > 0.01, seconds("idle") > 0)
	fmt.Println("objects:", number("/gc/heap/allocs:objects")-number("/gc/heap/frees:objects") == number("/gc/heap/objects:objects"))
	fmt.Println("bytes:", number("/gc/heap/allocs:bytes")-number("/gc/heap/frees:bytes") == number("/memory/classes/heap/objects:bytes"))
	fmt.Println("by size:", total(histogram("/gc/heap/allocs-by-size:bytes")) == number("/gc/heap/allocs:objects"),
		total(histogram("/gc/heap/frees-by-size:bytes")) == number("/gc/heap/frees:objects"))
	fmt.Println("tiny:", number("/gc/heap/tiny/allocs:objects") > 0)
	fmt.Println("cycles:", number("/gc/cycles/automatic:gc-cycles")+number("/gc/cycles/forced:gc-cycles") == number("/gc/cycles/total:gc-cycles"),
		number("/gc/cycles/forced:gc-cycles"))
	fmt.Println("settings:", number("/gc/gogc:percent"), number("/gc/gomemlimit:bytes"), number("/sched/gomaxprocs:threads") == uint64(runtime.GOMAXPROCS(0)))
	fmt.Println("live:", number("/gc/heap/live:bytes") > 0, number("/gc/heap/goal:bytes") > number("/gc/heap/live:bytes"))
	fmt.Println("scan:", number("/gc/scan/total:bytes") == number("/gc/scan/heap:bytes")+number("/gc/scan/stack:bytes")+number("/gc/scan/globals:bytes"),
		number("/gc/scan/heap:bytes") > 0, number("/gc/scan/stack:bytes") > 0, number("/gc/scan/globals:bytes") > 0)
	fmt.Println("pauses:", total(histogram("/gc/pauses:seconds")) >= number("/gc/cycles/total:gc-cycles"),
		total(histogram("/sched/pauses/stopping/gc:seconds")) == total(histogram("/sched/pauses/total/gc:seconds")))
	fmt.Println("goroutines:", number("/sched/goroutines/running:goroutines") >= 1, number("/sched/goroutines/waiting:goroutines") > 0,
		number("/sched/goroutines-created:goroutines") >= 9, number("/sched/threads/total:threads") >= 1)
	fmt.Println("latencies:", total(histogram("/sched/latencies:seconds")) > 0)
	fmt.Println("mutex:", v["/sync/mutex/wait/total:seconds"].Float64() > 0)
	var bounds uint64
	for _, b := range histogram("/sched/latencies:seconds").Buckets {
		bounds = bounds*31 + math.Float64bits(b)
	}
	fmt.Println("bounds:", len(histogram("/sched/latencies:seconds").Buckets), bounds)
	for _, b := range histogram("/gc/heap/allocs-by-size:bytes").Buckets {
		bounds = bounds*31 + math.Float64bits(b)
	}
	fmt.Println("bounds:", len(histogram("/gc/heap/allocs-by-size:bytes").Buckets), bounds)
}
