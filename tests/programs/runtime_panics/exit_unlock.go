// Unlock of an unlocked mutex cannot be recovered.
package main

import "sync"

func main() {
	defer func() { println("deferred", recover() != nil) }()
	var mu sync.Mutex
	mu.Unlock()
}
