// Assignment to an entry of a nil map.
package main

type conf struct{ m map[string][]int }

func main() {
	var c conf
	println(len(c.m["x"]))
	c.m["x"] = append(c.m["x"], 1)
}
