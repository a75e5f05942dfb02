// all errors
package main

import (
	"fmt"
	"os"
	"runtime"
	"sort"
	"strings"
	"time"
)

var a = fmt.newPrinter
var b = strings.explode
var c = sort.insertionSort
var d = os.newFile
var e = os.file{}
var f = time.unixToInternal
var g = runtime.printbool
var h = fmt.pp{}
var i = strings.maxInt

func main() { strings.nothing() }
