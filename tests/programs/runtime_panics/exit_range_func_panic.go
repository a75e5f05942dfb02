// A panic in the body of a range-over-func loop passes through the iterator's defers and is not recovered.
package main

import "fmt"

func it(yield func(int) bool) {
	defer fmt.Println("iterator cleanup")
	for i := range 3 {
		if !yield(i) {
			return
		}
	}
}

func main() {
	defer fmt.Println("main cleanup")
	for i := range it {
		defer fmt.Println("loop deferred", i)
		if i == 1 {
			panic(fmt.Sprintf("at %d", i))
		}
	}
}
