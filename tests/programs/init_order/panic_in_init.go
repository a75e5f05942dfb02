// A panic during initialization ends the program before main.
package main

var ok = set("ok")

func set(s string) string { println("set", s); return s }

func init() {
	defer println("init deferred")
	var m map[string]int
	m[ok] = 1
}

func main() { println("never") }
