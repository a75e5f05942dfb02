// Identifiers and strings with bytes that are not text.
package main

func main() {
	var x# int
	y := 5 $ 3
	"unused string"
	@
}
