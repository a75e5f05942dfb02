package main

import (
	"fmt"
	"os"
	"strings"
)

func main() {
	fmt.println("x")
	fmt.Prinln("x")
	os.exit(1)
	var b strings.builder
	strings.Foo.Bar()
	_ = b
}
