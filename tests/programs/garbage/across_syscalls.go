// Objects that only preserved registers refer to while their goroutine is in a system call, and until it runs again.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"syscall"
)

type object struct{ a, b, c, d uint64 }

//go:noinline
func fresh(i int) *object { return &object{uint64(i), uint64(i) + 1, uint64(i) + 2, uint64(i) + 3} }

//go:noinline
func (p *object) check(i int) {
	if *p != (object{uint64(i), uint64(i) + 1, uint64(i) + 2, uint64(i) + 3}) {
		panic(fmt.Sprint("object ", i, " is ", *p))
	}
}

var pause = syscall.Timespec{Nsec: 100_000}

//go:noinline
func sleep() { syscall.Nanosleep(&pause, nil) }

//go:noinline
func work(i int) {
	p0, p1, p2 := fresh(i), fresh(i), fresh(i)
	sleep()
	p0.check(i)
	p1.check(i)
	p2.check(i)
}

func main() {
	for _, procs := range []int{1, 2, 4} {
		runtime.GOMAXPROCS(procs)
		stop := make(chan bool)
		stopped := make(chan bool)
		go func() {
			for {
				select {
				case <-stop:
					close(stopped)
					return
				default:
				}
				for k := 0; k < 2000; k++ {
					fresh(-1)
				}
				runtime.GC()
			}
		}()
		var wg sync.WaitGroup
		for g := 0; g < 8; g++ {
			wg.Add(1)
			go func() {
				defer wg.Done()
				for k := 0; k < 60; k++ {
					work(g*1000 + k)
				}
			}()
		}
		wg.Wait()
		close(stop)
		<-stopped
		fmt.Println(procs, "ok")
	}
}
