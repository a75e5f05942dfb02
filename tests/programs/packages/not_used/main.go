package main

import (
	"fmt"
	"os"
	str "strings"

	"example.com/unused/lib"
	. "example.com/unused/lib2"
)

func main() {
	fmt.Println(lib.Missing, lib.T{1, 2})
	var t lib.T
	t.x = 1
	t.m()
}
