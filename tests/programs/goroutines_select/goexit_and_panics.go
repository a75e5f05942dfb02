// Goexit from nested calls, panics recovered in goroutines, runtime.NumGoroutine, Gosched, goroutines started by defers and inits.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

var started = make(chan string, 10)

func init() {
	go func() { started <- "from init" }()
}

func deep(n int, log *[]string) {
	defer func() { *log = append(*log, fmt.Sprint("d", n)) }()
	if n == 0 {
		runtime.Goexit()
	}
	deep(n-1, log)
	*log = append(*log, "never")
}

func main() {
	fmt.Println(<-started)
	var log []string
	done := make(chan bool)
	go func() {
		defer close(done)
		defer func() { log = append(log, fmt.Sprint("r", recover())) }()
		deep(3, &log)
	}()
	<-done
	fmt.Println(log)
	res := make([]string, 5)
	var wg sync.WaitGroup
	for i := range res {
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() {
				if r := recover(); r != nil {
					res[i] = fmt.Sprint("recovered ", r)
				}
			}()
			switch i {
			case 0:
				panic("zero")
			case 1:
				var m map[int]int
				m[0] = 1
			case 2:
				_ = res[i+len(res)]
			case 3:
				runtime.Goexit()
			case 4:
				res[i] = "fine"
			}
		}()
	}
	wg.Wait()
	fmt.Printf("%q\n", res)
	func() {
		defer func() {
			go func() { started <- "from defer" }()
		}()
	}()
	fmt.Println(<-started)
	var turns []int
	var mu sync.Mutex
	c := make(chan bool)
	for g := range 2 {
		go func() {
			for range 3 {
				mu.Lock()
				turns = append(turns, g)
				mu.Unlock()
				runtime.Gosched()
			}
			c <- true
		}()
	}
	<-c
	<-c
	fmt.Println(len(turns))
	for runtime.NumGoroutine() > 1 {
		runtime.Gosched()
	}
	fmt.Println(runtime.NumGoroutine(), runtime.GOMAXPROCS(0) > 0)
	defer fmt.Println("main's defer runs before the deadlock")
	func() {
		defer func() { fmt.Println("again", recover()) }()
		defer panic("replaced")
		panic("first")
	}()
}
