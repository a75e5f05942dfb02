// Faults of constant declarations.
package main

const a
const b int
const (
	c = iota
	d, e
	f = g
	g = f
	h, i = 1
	j = k + 1
)

var k = 3

const l = func() int { return 1 }()
const m = []int{1}
const n = len("abc") + len([]int{})
const o = iota + iota
const p = iotaa
const q string = 5
const r = 1.5 % 2
const s = ^1.5
const t = "a" - "b"
const u byte = -1
const v = 'a' + "b"

func main() { const unused = 5; a = 5 }
