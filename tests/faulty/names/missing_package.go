package main

import "example.com/x/y"
import "./local"

func main() {}
