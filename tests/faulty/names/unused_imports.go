package main

import (
	"fmt"
	str "strings"
	_ "os"
	"math/rand/v2"
	"unsafe"
)

func main() {}
