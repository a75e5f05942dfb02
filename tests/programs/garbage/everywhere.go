// References from everywhere: stacks of goroutines that wait, timers, channels, closures, maps, interfaces, defers, arguments.
package main

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"time"
)

type item struct {
	n    int
	text string
	next *item
}

func fresh(n int) *item { return &item{n, strings.Repeat("x", n%50), &item{n: n + 1}} }

func (it *item) check(n int) {
	if it.n != n || len(it.text) != n%50 || it.next.n != n+1 {
		panic(fmt.Sprint("item ", n, " is ", *it, *it.next))
	}
}

func churn() {
	var list []*item
	for i := 0; i < 3000; i++ {
		list = append(list, fresh(i))
		if len(list) > 100 {
			list = nil
		}
	}
	runtime.GC()
}

func deep(n int, it *item) int {
	if n == 0 {
		churn()
		return it.n
	}
	own := fresh(n)
	r := deep(n-1, it)
	own.check(n)
	return r
}

func main() {
	var wg sync.WaitGroup
	out := make([]int, 20)
	gate := make(chan *item)
	buffered := make(chan *item, 30)
	for i := range out {
		wg.Add(1)
		it := fresh(1000 + i)
		go func() {
			defer wg.Done()
			defer it.check(1000 + i)
			got := <-gate
			got.check(got.n)
			out[i] = deep(50, fresh(i))
		}()
		buffered <- fresh(2000 + i)
	}
	timed := make(chan int, 1)
	late := fresh(77)
	time.AfterFunc(20*time.Millisecond, func() { late.check(77); timed <- late.n })
	late = fresh(77)
	table := map[string]any{}
	for i := 0; i < 200; i++ {
		table[fmt.Sprint(i)] = fresh(i)
	}
	churn()
	for i := range out {
		gate <- fresh(i)
	}
	churn()
	wg.Wait()
	for i := range out {
		(<-buffered).check(2000 + i)
	}
	for i := 0; i < 200; i++ {
		table[fmt.Sprint(i)].(*item).check(i)
	}
	fmt.Println(out, <-timed, len(table))
	func() {
		defer func() {
			it := recover().(*item)
			churn()
			it.check(5)
			fmt.Println("recovered", it.n)
		}()
		it := fresh(5)
		churn()
		panic(it)
	}()
}
