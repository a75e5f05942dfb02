// os.Exit skips deferred calls and keeps the low byte.
package main

import "os"

func main() {
	defer println("not run")
	os.Stdout.WriteString("out\n")
	func() {
		defer func() {
			if recover() != nil {
				os.Exit(77)
			}
		}()
		panic(1)
	}()
}
