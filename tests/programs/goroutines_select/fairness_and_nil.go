// select with nil channels, sends and receives on the same channel, evaluation order, empty cases, many cases.
package main

import (
	"fmt"
	"time"
)

func val(s string, v int) int { fmt.Print(s, " "); return v }
func ch(s string, c chan int) chan int { fmt.Print(s, " "); return c }

func main() {
	a, b := make(chan int, 1), make(chan int, 1)
	var null chan int
	select {
	case ch("a", a) <- val("v1", 1):
		fmt.Println("sent a")
	case ch("nil", null) <- val("v2", 2):
		fmt.Println("sent nil")
	case x := <-ch("b", b):
		fmt.Println(x)
	}
	var arr [2]int
	idx := func() int { fmt.Print("idx "); return 1 }
	select {
	case arr[idx()] = <-a:
		fmt.Println("received", arr)
	case arr[idx()] = <-null:
	}
	var ok bool
	m := map[string]int{}
	close(a)
	select {
	case m["k"], ok = <-a:
		fmt.Println(m, ok)
	}
	counts := [4]int{}
	c := make(chan int, 1)
	for i := range 400 {
		select {
		case c <- i:
			counts[0]++
		case <-c:
			counts[1]++
		}
	}
	fmt.Println(counts[0], counts[1])
	x, y := make(chan int), make(chan int)
	close(x)
	close(y)
	seen := map[int]bool{}
	for range 200 {
		select {
		case <-x:
			seen[0] = true
		case <-y:
			seen[1] = true
		}
	}
	fmt.Println(len(seen))
	func() {
		defer func() { fmt.Println(recover()) }()
		select {
		case x <- 1:
		default:
		}
	}()
	select {
	case <-null:
	case null <- 1:
	default:
		fmt.Println("default")
	}
	done := make(chan string)
	go func() {
		select {
		case <-null:
		case <-time.After(2 * time.Millisecond):
			done <- "timeout"
		}
	}()
	fmt.Println(<-done)
	chans := make([]chan int, 9)
	for i := range chans {
		chans[i] = make(chan int)
		go func() { time.Sleep(time.Duration(i) * time.Microsecond); chans[i] <- i }()
	}
	sum := 0
	for range 9 {
		select {
		case v := <-chans[0]:
			sum += v
		case v := <-chans[1]:
			sum += v
		case v := <-chans[2]:
			sum += v
		case v := <-chans[3]:
			sum += v
		case v := <-chans[4]:
			sum += v
		case v := <-chans[5]:
			sum += v
		case v := <-chans[6]:
			sum += v
		case v := <-chans[7]:
			sum += v
		case v := <-chans[8]:
			sum += v
		}
	}
	fmt.Println(sum)
	type msg struct {
		id   int
		data [20]int
	}
	mc := make(chan msg, 1)
	select {
	case mc <- msg{1, [20]int{19: 5}}:
	}
	select {
	case got, ok := <-mc:
		fmt.Println(got.id, got.data[19], ok)
	}
loop:
	for i := 0; ; i++ {
		select {
		case <-x:
			if i < 3 {
				continue loop
			}
			break loop
		}
	}
	lab := 0
outer:
	select {
	case <-x:
		lab++
		if lab == 1 {
			break outer
		}
		lab = 100
	}
	fmt.Println(lab)
}
