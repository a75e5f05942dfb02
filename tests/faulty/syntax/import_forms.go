package main

import fmt
import "fmt",
import x y "fmt"

func main() {}
