// A nil dereference ends with the signal line.
package main

import "os"

type T struct{ a, b int }

func (t *T) get() int { return t.b }

func main() {
	var t *T
	os.Stdout.WriteString("go\n")
	println(t.get())
}
