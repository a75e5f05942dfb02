// An exit status over 255 is cut to a byte.
package main

import "os"

func main() {
	print("no newline")
	os.Exit(256 + 9)
}
