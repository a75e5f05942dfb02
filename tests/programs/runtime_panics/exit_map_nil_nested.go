// Assignment to an entry of a nil map inside a struct in a map of pointers.
package main

type T struct{ m map[string]map[int]bool }

func main() {
	ts := map[string]*T{"a": {m: map[string]map[int]bool{"k": nil}}}
	println(len(ts["a"].m["k"]), ts["a"].m["none"][5])
	ts["a"].m["k"][1] = true
}
