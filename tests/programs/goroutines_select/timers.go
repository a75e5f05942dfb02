// Timers, tickers and sleep keep order.
package main

import (
	"fmt"
	"time"
)

func main() {
	start := time.Now()
	c := make(chan int, 3)
	for _, d := range []int{240, 80, 160} {
		time.AfterFunc(time.Duration(d)*time.Millisecond, func() { c <- d })
	}
	fmt.Println(<-c, <-c, <-c)
	if time.Since(start) < 240*time.Millisecond {
		fmt.Println("too early")
	}
	t := time.NewTimer(time.Hour)
	fmt.Println(t.Stop(), t.Stop())
	t.Reset(time.Millisecond)
	<-t.C
	tick := time.NewTicker(time.Millisecond)
	for range 3 {
		<-tick.C
	}
	tick.Stop()
	select {
	case <-time.After(time.Millisecond):
		fmt.Println("timeout")
	case <-make(chan int):
	}
	time.Sleep(0)
	time.Sleep(-5)
	fmt.Println(time.Duration(1500)*time.Millisecond, time.Duration(0), 90*time.Minute)
}
