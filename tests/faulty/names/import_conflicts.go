package main

import "fmt"
import "fmt"
import os "fmt"

var fmt = 1

func main() { os.Println(fmt) }
