// Faults of array types and indices.
package main

const n = -1

var v = 3

type A [n]int
type B [v]int
type C [1.5]int
type D ["a"]int
type E [...]int

var f = [2]int{1, 2}[5]
var g = "abc"[3]
var h = [3]int{}[-1]
var i = []int{1, 2}[1.0]
var j = [1 << 62]int64{}

func main() {
	var a [3]int
	_ = a[3]
	_ = a[1:5]
	_ = a[2:1]
	_ = a[v:][9]
	_ = (&a)[4]
	a[i]++
	_ = a["x"]
	_ = len(a) == len([4]int{})
	var p *[]int
	_ = p[0]
	_ = a == [4]int{}
}
