// Goroutines parks goroutines in every way there is and prints what they wait for, and looks into a channel while they do.
//
//	undergo run examples/internals/goroutines.go
package main

import (
	"fmt"
	"net"
	"os"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"time"
	"unsafe"
)

// hchan is the head of a channel, as the runtime has it.
type hchan struct {
	qcount, dataqsiz uint
	buf              unsafe.Pointer
	elemsize         uint16
	closed           uint32
	timer, elemtype  unsafe.Pointer
	sendx, recvx     uint
	recvq, sendq     struct{ first, last *sudog }
}

// sudog is the beginning of the record of one that waits.
type sudog struct {
	g          unsafe.Pointer
	next, prev *sudog
	elem       unsafe.Pointer
}

func (q *hchan) String() string {
	waiting := func(s *sudog) (n int) {
		for ; s != nil; s = s.next {
			n++
		}
		return n
	}
	return fmt.Sprintf("%d of %d in the buffer, next to send %d, to receive %d, waiting to send %d, to receive %d, closed %d",
		q.qcount, q.dataqsiz, q.sendx, q.recvx, waiting(q.sendq.first), waiting(q.recvq.first), q.closed)
}

func main() {
	var (
		mu    sync.Mutex
		rw    sync.RWMutex
		wg    sync.WaitGroup
		cond  = sync.NewCond(new(sync.Mutex))
		empty = make(chan int)
		full  = make(chan int, 2)
		never chan int
	)
	mu.Lock()
	rw.Lock()
	wg.Add(1)
	full <- 1
	full <- 2
	start := func(f func()) {
		go f()
		time.Sleep(2 * time.Millisecond)
	}
	start(func() { mu.Lock() })
	start(func() { rw.RLock() })
	start(func() { wg.Wait() })
	start(func() { cond.L.Lock(); cond.Wait() })
	start(func() { <-empty })
	start(func() { full <- 3 })
	start(func() { full <- 4 })
	start(func() {
		select {
		case <-empty:
		case full <- 5:
		}
	})
	start(func() { select {} })
	start(func() { <-never })
	start(func() { never <- 1 })
	start(func() { time.Sleep(time.Hour) })
	start(func() {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err == nil {
			l.Accept()
		}
	})
	start(func() {
		r, _, err := os.Pipe()
		if err == nil {
			r.Read(make([]byte, 1))
		}
	})
	time.Sleep(50 * time.Millisecond)

	buf := make([]byte, 1<<16)
	head := regexp.MustCompile(`^goroutine \d+ `)
	for _, trace := range strings.Split(string(buf[:runtime.Stack(buf, true)]), "\n\n") {
		first, _, _ := strings.Cut(trace, "\n")
		fmt.Println(head.ReplaceAllString(first, ""))
	}
	fmt.Println(runtime.NumGoroutine(), "goroutines")

	fmt.Println("full: ", *(**hchan)(unsafe.Pointer(&full)))
	fmt.Println("empty:", *(**hchan)(unsafe.Pointer(&empty)))
	<-full
	fmt.Println("full: ", *(**hchan)(unsafe.Pointer(&full)))
	close(empty)
	fmt.Println("empty:", *(**hchan)(unsafe.Pointer(&empty)))
}
