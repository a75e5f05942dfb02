// all errors
package main

const (
	a, b = iota
	c
	d, e, f
)

const (
	g = 1 << iota
	h int
	i
)

const j

const k int

const l, m int = 1

const n = iota + x

var o = iota

const p []int = nil

const q = len([]int{1})

const r = f1()

func f1() int { return 1 }

type s = iota

func main() {}
