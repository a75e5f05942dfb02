// Faults of import declarations.
package main

import (
	"fmt"
	"fmt"
	str "strings"
	"no/such/package"
	"./relative"
	""
	m "math"
	m "sort"
)

import "os"

var str = 5

func main() { fmt.Println(m.Pi, os.Args) }

import "late"
