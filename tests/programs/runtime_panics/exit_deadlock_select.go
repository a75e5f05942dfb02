// An empty select with nothing else to run.
package main

func main() {
	println("empty select")
	select {}
}
