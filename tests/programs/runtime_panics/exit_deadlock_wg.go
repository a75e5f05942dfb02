// A wait group that nobody finishes.
package main

import "sync"

func main() {
	var wg sync.WaitGroup
	wg.Add(2)
	go func() { defer wg.Done(); println("one") }()
	wg.Wait()
}
