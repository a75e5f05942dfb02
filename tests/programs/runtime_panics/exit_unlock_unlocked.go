// Unlocking what is not locked cannot be recovered.
package main

import "sync"

func main() {
	defer func() { println("recovered", recover() != nil) }()
	var mu sync.RWMutex
	mu.RUnlock()
}
