package main

import "unsafe"

const a = b
const b = c
const c = a + 1

type T [len(x)]int

var x T

type U [unsafe.Sizeof(u)]byte

var u U

func main() {}
