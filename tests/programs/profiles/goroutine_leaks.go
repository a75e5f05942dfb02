// Leaked goroutines: those that wait for what nothing can reach that still may run.
package main

import (
	"bytes"
	"fmt"
	"runtime/pprof"
	"sort"
	"strings"
	"sync"
	"time"
)

//go:noinline
func receive() { <-make(chan int) }

//go:noinline
func send() { make(chan int) <- 1 }

//go:noinline
func choose() {
	a, b := make(chan int), make(chan string)
	select {
	case <-a:
	case b <- "":
	}
}

//go:noinline
func forever() { select {} }

//go:noinline
func nilChannel() {
	var c chan int
	<-c
}

//go:noinline
func waitGroup() {
	w := new(sync.WaitGroup)
	w.Add(1)
	w.Wait()
}

//go:noinline
func condition() {
	m := new(sync.Mutex)
	c := sync.NewCond(m)
	m.Lock()
	c.Wait()
}

// A pair that waits for each other.
//
//go:noinline
func pair() {
	a, b := make(chan int), make(chan int)
	go func() { <-a; b <- 1 }()
	<-b
	a <- 1
}

var kept = make(chan int)

//go:noinline
func fine() { <-kept }

//go:noinline
func timed() {
	select {
	case <-make(chan int):
	case <-time.After(time.Hour):
	}
}

// Reached through a goroutine that may run.
//
//go:noinline
func chain() {
	c := make(chan int)
	go inner(c)
	<-kept
	c <- 1
}

//go:noinline
func inner(c chan int) { <-c }

func main() {
	for _, f := range []func(){receive, send, choose, forever, nilChannel, waitGroup, condition, pair, fine, timed, chain} {
		go f()
	}
	time.Sleep(100 * time.Millisecond)
	p := pprof.Lookup("goroutineleak")
	var out bytes.Buffer
	if err := p.WriteTo(&out, 1); err != nil {
		fmt.Println(err)
	}
	found := map[string]bool{}
	for _, line := range strings.Split(out.String(), "\n") {
		if i := strings.Index(line, "main."); i >= 0 && strings.HasPrefix(line, "#") {
			found[strings.Fields(line[i:])[0]] = true
		}
	}
	var names []string
	for name := range found {
		name, _, _ = strings.Cut(name, "+")
		names = append(names, name)
	}
	sort.Strings(names)
	fmt.Println(p.Count(), names)
	out.Reset()
	p.WriteTo(&out, 2)
	fmt.Println(strings.Count(out.String(), "(leaked)"))
	kept <- 1
	kept <- 1
	time.Sleep(10 * time.Millisecond)
	if err := p.WriteTo(&out, 0); err != nil {
		fmt.Println(err)
	}
	fmt.Println(p.Count())
}
