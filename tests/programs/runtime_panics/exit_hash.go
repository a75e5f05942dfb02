// An unhashable key.
package main

func main() {
	m := map[any]string{}
	m[1] = "one"
	println(m[1])
	m[[]string{"a"}] = "x"
}
